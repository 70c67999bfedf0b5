package dev.mettle.ir.verify;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.ImmediateKind;
import dev.mettle.ir.opcode.LocalImmediate;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.opcode.Rule;
import dev.mettle.ir.opcode.StackPicture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction makes of a frame, on the way to the next instruction and on the way to a
 * target. All of it follows from the table of opcodes.
 */
final class Transfer {

  private final IrFunction function;
  private final boolean proven;
  private int maxStack;

  /**
   * Transfer in one function.
   *
   * @param proven whether kinds are those that results have whatever the operands are; else those
   *     that they have where each operation has a value
   */
  Transfer(IrFunction function, boolean proven) {
    this.function = function;
    this.proven = proven;
  }

  /** The largest number of operands on the stack so far. */
  int maxStack() {
    return maxStack;
  }

  /**
   * Takes {@code frame} through an instruction whose immediates are in order.
   *
   * @param toTarget whether control goes to a target
   * @return what is wrong, or null
   */
  @Nullable String apply(Instruction instruction, boolean toTarget, Frame frame) {
    Opcode opcode = instruction.opcode();
    List<LocalUse> uses = LocalUse.of(function, instruction);
    StackPicture picture = toTarget ? opcode.pictureAtTargets() : opcode.picture();
    Map<String, List<OperandKind>> named = new HashMap<>();
    String defect = readLocals(uses, frame, named);
    if (defect == null) {
      defect = depthDefect(instruction, picture, frame);
    }
    if (defect == null) {
      defect = take(instruction, picture, frame, named);
    }
    if (defect != null) {
      return defect;
    }
    push(instruction, picture, frame, named);
    maxStack = Math.max(maxStack, frame.depth());
    setLocals(instruction, uses, toTarget, frame, named);
    return null;
  }

  private static @Nullable String readLocals(
      List<LocalUse> uses, Frame frame, Map<String, List<OperandKind>> named) {
    for (LocalUse use : uses) {
      if (!use.use().access().reads()) {
        continue;
      }
      OperandKind actual = frame.local(use.local());
      if (actual == null) {
        return "local %d may be unset".formatted(use.local());
      }
      OperandKind wanted = use.use().reads();
      if (!wanted.includes(actual)) {
        return "local %d is of kind %s, not %s"
            .formatted(use.local(), actual.label(), wanted.label());
      }
      named.put(use.use().name(), List.of(actual));
    }
    return null;
  }

  private static @Nullable String depthDefect(
      Instruction instruction, StackPicture picture, Frame frame) {
    long pops = sum(picture.inputs(), instruction.count());
    return pops > frame.depth()
        ? "takes %s, the stack holds %d".formatted(operands(pops), frame.depth())
        : null;
  }

  /** How many operands lie on the stack after an instruction. */
  static long depthAfter(Instruction instruction, boolean toTarget, Frame frame) {
    Opcode opcode = instruction.opcode();
    StackPicture picture = toTarget ? opcode.pictureAtTargets() : opcode.picture();
    int count = instruction.count();
    // A count is below 2^31 and a picture is short, so the sums stay far below 2^63.
    return frame.depth() - sum(picture.inputs(), count) + sum(picture.outputs(), count);
  }

  private @Nullable String take(
      Instruction instruction,
      StackPicture picture,
      Frame frame,
      Map<String, List<OperandKind>> named) {
    int count = instruction.count();
    int pops = picture.pops(count);
    int index = frame.depth() - pops;
    int operandNumber = 1;
    for (StackPicture.Operand input : picture.inputs()) {
      List<OperandKind> kinds = new ArrayList<>();
      int times = input.repeated() ? count : 1;
      for (int i = 0; i < times; i++) {
        OperandKind actual = frame.at(index++);
        if (!accepts(input.kind(), actual)) {
          return "operand %d is of kind %s, not %s"
              .formatted(operandNumber, actual.label(), input.kind().label());
        }
        kinds.add(actual);
        operandNumber++;
      }
      named.put(input.name(), kinds);
    }
    if (!proven && instruction.opcode().rule().equals(Optional.of(Rule.RETURN))) {
      OperandKind actual = frame.at(frame.depth() - 1);
      if (!function.resultKind().includes(actual)) {
        return "returns %s where the function declares %s"
            .formatted(actual.label(), function.resultKind().label());
      }
    }
    frame.drop(pops);
    return null;
  }

  /** Values of unknown kind are looked at by the operation; nothing else is. */
  private static boolean accepts(OperandKind wanted, OperandKind actual) {
    return wanted.isValue() && actual.isValue()
        ? !wanted.isDisjointFrom(actual)
        : wanted.includes(actual);
  }

  private void push(
      Instruction instruction,
      StackPicture picture,
      Frame frame,
      Map<String, List<OperandKind>> named) {
    for (StackPicture.Operand output : picture.outputs()) {
      List<OperandKind> same = named.get(output.name());
      if (same != null) {
        same.forEach(frame::push);
        continue;
      }
      OperandKind kind = output.kind();
      Atom constant = kind.isValue() ? function.constantPushedBy(instruction) : null;
      if (constant != null) {
        kind = OperandKind.of(constant);
      } else if (proven && !hasValue(instruction, picture, named)) {
        kind = OperandKind.ATOM;
      }
      int times = output.repeated() ? instruction.count() : 1;
      for (int i = 0; i < times; i++) {
        frame.push(kind);
      }
    }
  }

  /** Whether the operation that an instruction computes is known to have a value, if it is one. */
  private static boolean hasValue(
      Instruction instruction, StackPicture picture, Map<String, List<OperandKind>> named) {
    Opcode opcode = instruction.opcode();
    if (opcode.operation().isEmpty()) {
      return true;
    }
    if (opcode.isPartial()) {
      return false;
    }
    for (StackPicture.Operand input : picture.inputs()) {
      for (OperandKind actual : named.getOrDefault(input.name(), List.of())) {
        if (!input.kind().includes(actual) || !actual.isPlain()) {
          return false;
        }
      }
    }
    return true;
  }

  private void setLocals(
      Instruction instruction,
      List<LocalUse> uses,
      boolean toTarget,
      Frame frame,
      Map<String, List<OperandKind>> named) {
    for (LocalUse use : uses) {
      LocalImmediate local = use.use();
      switch (local.access()) {
        case READ -> {}
        case SET -> frame.setLocal(use.local(), kindSet(local, named));
        case SET_ON_NEXT, CHANGE_ON_NEXT -> {
          if (!toTarget) {
            frame.setLocal(use.local(), kindSet(local, named));
          }
        }
        case NARROW_ON_NEXT -> {
          if (!toTarget) {
            narrow(use.local(), local.becomes(), frame);
          }
        }
        case NARROW_TO_NAME_ON_NEXT -> {
          if (!toTarget) {
            narrow(use.local(), OperandKind.ofType(nameIn(instruction)), frame);
          }
        }
      }
    }
  }

  private static OperandKind kindSet(LocalImmediate local, Map<String, List<OperandKind>> named) {
    List<OperandKind> taken = local.access().reads() ? null : named.get(local.name());
    return taken == null ? local.becomes() : taken.getFirst();
  }

  private static void narrow(int local, OperandKind to, Frame frame) {
    OperandKind known = frame.local(local);
    if (known == null || !to.includes(known)) {
      frame.setLocal(local, to);
    }
  }

  private Symbol nameIn(Instruction instruction) {
    int index = instruction.opcode().immediates().indexOf(ImmediateKind.NAME);
    return (Symbol) function.constant(instruction.immediate(index));
  }

  private static long sum(List<StackPicture.Operand> operands, int count) {
    long sum = 0;
    for (StackPicture.Operand operand : operands) {
      sum += operand.repeated() ? count : 1;
    }
    return sum;
  }

  static String operands(long count) {
    return count == 1 ? "1 operand" : count + " operands";
  }
}
