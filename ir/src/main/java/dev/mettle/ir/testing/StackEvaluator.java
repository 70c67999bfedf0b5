package dev.mettle.ir.testing;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.kernel.OutsideDomain;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs straight code of stages 1 and 2 as the opcode table says it, one instruction after the
 * other. It is slow and simple, so that engines can be held against it. Operations without a value
 * quote the symbol of their name.
 *
 * @since 1.0
 */
public final class StackEvaluator {

  private StackEvaluator() {}

  /**
   * The result of a verified function.
   *
   * @throws IllegalArgumentException if the code is not straight
   */
  public static Atom run(IrFunction function, Atom... arguments) {
    List<Atom> stack = new ArrayList<>();
    for (Instruction instruction : function.code()) {
      Opcode opcode = instruction.opcode();
      Atom constant = function.constantPushedBy(instruction);
      if (opcode == Opcode.RETURN) {
        return stack.getLast();
      } else if (constant != null) {
        stack.add(constant);
      } else if (opcode == Opcode.LOAD_LOCAL) {
        stack.add(arguments[instruction.immediate(0)]);
      } else if (KernelTable.hasKernel(opcode)) {
        operation(opcode, stack);
      } else if (opcode.stage() == 1) {
        move(instruction, stack);
      } else {
        throw new IllegalArgumentException("cannot run " + opcode.mnemonic());
      }
    }
    throw new IllegalArgumentException("no return");
  }

  private static void operation(Opcode opcode, List<Atom> stack) {
    @Nullable Atom second = opcode.picture().inputs().size() == 2 ? stack.removeLast() : null;
    Atom first = stack.removeLast();
    Atom[] operands = second == null ? new Atom[] {first} : new Atom[] {first, second};
    Atom result =
        switch (KernelTable.of(opcode)) {
          case KernelTable.Unary unary -> unary.apply(first);
          case KernelTable.Binary binary -> binary.apply(first, operands[1]);
          case null -> throw new IllegalArgumentException(opcode.mnemonic());
        };
    stack.add(
        result instanceof OutsideDomain outside
            ? outside.toAtom(Symbol.of(opcode.operation().orElseThrow()), operands)
            : result);
  }

  private static void move(Instruction instruction, List<Atom> stack) {
    List<Atom> top = stack.subList(stack.size() - instruction.pops(), stack.size());
    List<Atom> left =
        instruction.opcode().picture().rearrange(List.copyOf(top), instruction.count());
    top.clear();
    stack.addAll(left);
  }
}
