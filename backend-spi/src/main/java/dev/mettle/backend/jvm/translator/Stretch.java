package dev.mettle.backend.jvm.translator;

import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.Rule;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a stretch of instructions begins that may run twice. In a function whose exits would take
 * too much code, all instructions of a stretch leave by the same one: it captures the frame at the
 * beginning, and the interpreter runs the stretch again up to what compiled code could not do. A
 * stretch is over at an instruction that does more than to compute, and where something that lay in
 * the frame at its beginning is overwritten.
 *
 * @param offset its first instruction
 * @param state what was known there; the locals that are read from there on
 */
record Stretch(int offset, State state) {

  /**
   * The rules of what moves values and asks about them. A barrier is among them: nothing in a
   * stretch makes a choice point, so that a value that passes one changes nothing the second time.
   */
  private static final Set<Rule> REPEATABLE =
      EnumSet.of(
          Rule.MOVE,
          Rule.JUMP,
          Rule.TRUTH,
          Rule.STORE,
          Rule.ASSUMPTIONS,
          Rule.VALUE_KIND,
          Rule.ADMITS,
          Rule.CALL_CHECK,
          Rule.ERROR_LEAVES,
          Rule.OWN_VALUE,
          Rule.BARRIER);

  /** Whether an instruction may be part of a stretch: what has a definition only computes. */
  static boolean mayHold(Opcode opcode) {
    return opcode.rule().map(REPEATABLE::contains).orElse(true);
  }

  /** Whether something that lay in the frame at the beginning lies in a slot. */
  boolean uses(int slot) {
    for (int place = 0; place < state.places(); place++) {
      if (state.at(place) instanceof Value.Stored stored && stored.slot() == slot) {
        return true;
      }
    }
    return false;
  }

  /** Whether two begin alike. */
  boolean isSame(Stretch other) {
    return this == other || equals(other);
  }

  /** The stretch, if a move of values from one state into another one overwrites nothing of it. */
  @Nullable Stretch behindMove(State from, State to) {
    for (int place = 0; place < to.places(); place++) {
      if (to.at(place) instanceof Value.Stored stored
          && !stored.equals(from.at(place))
          && uses(stored.slot())) {
        return null;
      }
    }
    return this;
  }
}
