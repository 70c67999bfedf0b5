package dev.mettle.vm.interp;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a function can run on bare 64-bit integers once all its numbers are such: then
 * the kind of each operand is known beforehand, and neither tags nor atoms are needed. Bool values
 * are 0 and 1. Where a result leaves 64 bits, or a divisor is 0, the call is made again with tagged
 * words, which is possible because nothing has happened that could be seen.
 */
final class IntegerLane {

  private final IrFunction function;
  private final List<OperandKind> stack = new ArrayList<>();

  private IntegerLane(IrFunction function) {
    this.function = function;
  }

  /**
   * The kind of the result, INTEGER or BOOL, if a function can run so.
   *
   * @param function a function of stages 1 and 2
   */
  static Optional<OperandKind> resultOf(IrFunction function) {
    return new IntegerLane(function).result();
  }

  /** Whether a parameter is an integer in this lane, a Bool value, or never looked at. */
  static OperandKind kindOf(OperandKind parameter) {
    return parameter == OperandKind.NUMBER ? OperandKind.INTEGER : parameter;
  }

  private Optional<OperandKind> result() {
    for (Instruction instruction : function.code()) {
      Opcode opcode = instruction.opcode();
      int code = Codes.of(opcode);
      if (opcode == Opcode.RETURN) {
        OperandKind result = stack.getLast();
        return isCarried(result) ? Optional.of(result) : Optional.empty();
      }
      if (code == Codes.MOVES) {
        move(instruction);
      } else if (!operation(code)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isCarried(OperandKind kind) {
    return kind == OperandKind.INTEGER || kind == OperandKind.BOOL;
  }

  private void move(Instruction instruction) {
    Atom constant = function.constantPushedBy(instruction);
    if (constant != null) {
      boolean carried = constant instanceof LongAtom || constant instanceof BoolAtom;
      stack.add(carried ? OperandKind.of(constant) : OperandKind.ATOM);
    } else if (instruction.opcode() == Opcode.LOAD_LOCAL) {
      stack.add(kindOf(function.parameters().get(instruction.immediate(0)).kind()));
    } else {
      List<OperandKind> top = stack.subList(stack.size() - instruction.pops(), stack.size());
      List<OperandKind> left =
          instruction.opcode().picture().rearrange(List.copyOf(top), instruction.count());
      top.clear();
      stack.addAll(left);
    }
  }

  private boolean operation(int code) {
    return switch (code) {
      case Codes.ADD, Codes.SUB, Codes.MUL, Codes.DIV, Codes.MOD, Codes.FLOOR_DIV ->
          binary(OperandKind.INTEGER, OperandKind.INTEGER);
      case Codes.LT, Codes.LE, Codes.GT, Codes.GE -> binary(OperandKind.INTEGER, OperandKind.BOOL);
      case Codes.AND, Codes.OR, Codes.XOR -> binary(OperandKind.BOOL, OperandKind.BOOL);
      case Codes.EQ, Codes.NE ->
          isCarried(stack.getLast()) && binary(stack.getLast(), OperandKind.BOOL);
      case Codes.NEG, Codes.ABS -> stack.getLast() == OperandKind.INTEGER;
      case Codes.NOT -> stack.getLast() == OperandKind.BOOL;
      default -> false;
    };
  }

  private boolean binary(OperandKind operands, OperandKind result) {
    OperandKind b = stack.removeLast();
    OperandKind a = stack.removeLast();
    stack.add(result);
    return a == operands && b == operands;
  }
}
