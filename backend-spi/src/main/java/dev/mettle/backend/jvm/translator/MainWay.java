package dev.mettle.backend.jvm.translator;

import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Flow;
import dev.mettle.ir.opcode.Opcode;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a function gets without any of the ways that are seldom taken: values of another kind than
 * wanted, what is not its own value, errors, changed assumptions. What stands there has to be
 * compiled, or the code would leave each time.
 */
final class MainWay {

  /** Instructions that go to any of their targets often. */
  private static final Set<Opcode> OFTEN =
      EnumSet.of(
          Opcode.JUMP,
          Opcode.FORK,
          Opcode.COLLECT,
          Opcode.NEXT_CHILD,
          Opcode.IF_NO_RESULT,
          Opcode.SPACE_MATCH,
          Opcode.MATCH_PATTERN,
          Opcode.UNIFY);

  private final BitSet offsets = new BitSet();
  private final BitSet waiting = new BitSet();

  private MainWay() {}

  /** The offsets of a function that are on its main way. */
  static BitSet of(IrFunction function) {
    MainWay way = new MainWay();
    way.waiting.set(0);
    for (int at = 0; at >= 0; at = way.waiting.nextSetBit(0)) {
      way.waiting.clear(at);
      way.offsets.set(at);
      way.goOn(at, function.code().get(at));
    }
    return way.offsets;
  }

  private void goOn(int at, Instruction instruction) {
    for (int i = 0, target = 0; i < instruction.immediateCount(); i++) {
      if (instruction.kind(i).isTarget() && isOften(instruction, target++)) {
        reach(instruction.immediate(i));
      }
    }
    Flow flow = instruction.opcode().flow();
    if (flow == Flow.NEXT || flow == Flow.BRANCH) {
      reach(at + 1);
    }
  }

  private void reach(int offset) {
    if (!offsets.get(offset)) {
      waiting.set(offset);
    }
  }

  /** Whether a target of an instruction is one that it often goes to. */
  private static boolean isOften(Instruction instruction, int target) {
    Opcode opcode = instruction.opcode();
    if (opcode == Opcode.JUMP_IF_FALSE) {
      return target == 0 || target == 1 && asksForVariable(instruction);
    }
    if (opcode == Opcode.SWITCH) {
      // The first is that of an unbound variable.
      return target > 0;
    }
    if (opcode == Opcode.JUMP_BY_HEAD) {
      // The last is for what only the evaluation of the whole can tell.
      return target < 2;
    }
    return OFTEN.contains(opcode);
  }

  /** Where anything but a variable is the same, a variable is nothing that is seldom met. */
  static boolean asksForVariable(Instruction instruction) {
    int otherwise = instruction.immediate(2);
    return instruction.immediate(0) == otherwise && instruction.immediate(1) != otherwise;
  }
}
