package dev.mettle.vm.code.decode;

import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Effect;
import dev.mettle.ir.opcode.Opcode;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The places of a function where nothing has run that could change the program since the function
 * was entered or a guard held, so that another guard would hold as well.
 */
final class UnchangedPlaces {

  private static final Set<Effect> HARMLESS =
      EnumSet.of(
          Effect.PURE,
          Effect.MAKES_NEW,
          Effect.WRITES_LOCAL,
          Effect.BINDS,
          Effect.CUTS,
          Effect.MAY_FAIL,
          Effect.READS_SPACE);

  private final BitSet unchanged = new BitSet();

  UnchangedPlaces(IrFunction function) {
    List<Instruction> code = function.code();
    BitSet targets = new BitSet();
    BitSet changed = new BitSet();
    boolean now = true;
    boolean open = true;
    for (int offset = 0; offset < code.size(); offset++) {
      if (targets.get(offset)) {
        now = (now || !open) && !changed.get(offset);
      }
      unchanged.set(offset, now && (open || targets.get(offset)));
      Instruction instruction = code.get(offset);
      Opcode opcode = instruction.opcode();
      if (opcode == Opcode.GUARD) {
        now = true;
      } else if (opcode != Opcode.BEGIN_ALTERNATIVES && !HARMLESS.containsAll(opcode.effects())) {
        now = false;
      }
      for (int i = 0; i < instruction.immediateCount(); i++) {
        if (instruction.kind(i).isTarget()) {
          int target = instruction.immediate(i);
          targets.set(target);
          if (target <= offset) {
            // What was concluded behind a loop's head may be wrong, and with it all that follows.
            unchanged.clear(target, code.size());
            return;
          }
          if (!now || opcode == Opcode.GUARD) {
            changed.set(target);
          }
        }
      }
      open =
          switch (opcode.flow()) {
            case NEXT, BRANCH -> true;
            case JUMP, END -> false;
          };
    }
  }

  boolean at(int offset) {
    return unchanged.get(offset);
  }
}
