package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.opcode.Opcode;
import java.util.BitSet;

/**
 * Which functions of a unit may give several values, or go back to a choice point of their own:
 * those with an instruction that makes one, those that did so before, and all that call them. The
 * others never leave a choice point behind, since what they call outside of the class is made by
 * the machine where it might.
 */
final class SeveralResults {

  private SeveralResults() {}

  /** The functions, by their numbers. */
  static BitSet of(UnitRequest request, BitSet expelled) {
    BitSet found = new BitSet();
    boolean more = true;
    while (more) {
      more = false;
      for (int i = 0; i < request.functions().size(); i++) {
        UnitFunction function = request.functions().get(i);
        if (!found.get(i) && !expelled.get(i) && (function.several() || mayGive(function, found))) {
          found.set(i);
          more = true;
        }
      }
    }
    return found;
  }

  private static boolean mayGive(UnitFunction function, BitSet found) {
    for (Instruction instruction : function.function().code()) {
      if (parts(instruction.opcode())) {
        return true;
      }
    }
    return function.calls().values().stream()
        .mapToInt(call -> call.callee().orElse(-1))
        .anyMatch(callee -> callee >= 0 && found.get(callee));
  }

  private static boolean parts(Opcode opcode) {
    return opcode == Opcode.FORK
        || opcode == Opcode.COLLECT
        || opcode == Opcode.IF_NO_RESULT
        || opcode == Opcode.SPACE_MATCH;
  }
}
