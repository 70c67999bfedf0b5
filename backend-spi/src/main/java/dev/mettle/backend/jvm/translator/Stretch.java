package dev.mettle.backend.jvm.translator;

import dev.mettle.ir.opcode.Opcode;
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
   * What only computes, moves values and asks about types. A barrier is among them: nothing in a
   * stretch makes a choice point, so that a value that passes one changes nothing the second time.
   */
  private static final Set<Opcode> REPEATABLE =
      EnumSet.of(
          Opcode.NOP,
          Opcode.POP,
          Opcode.DUP,
          Opcode.SWAP,
          Opcode.ROT3,
          Opcode.OVER,
          Opcode.DUP_N,
          Opcode.POP_N,
          Opcode.LOAD_LOCAL,
          Opcode.STORE_LOCAL,
          Opcode.PUSH_NIL,
          Opcode.PUSH_TRUE,
          Opcode.PUSH_FALSE,
          Opcode.PUSH_UNIT,
          Opcode.PUSH_LONG_SMALL,
          Opcode.PUSH_LONG,
          Opcode.PUSH_CONSTANT,
          Opcode.PUSH_TYPE,
          Opcode.ADD,
          Opcode.SUB,
          Opcode.MUL,
          Opcode.DIV,
          Opcode.MOD,
          Opcode.FLOOR_DIV,
          Opcode.NEG,
          Opcode.ABS,
          Opcode.POW,
          Opcode.AND,
          Opcode.OR,
          Opcode.NOT,
          Opcode.XOR,
          Opcode.LT,
          Opcode.LE,
          Opcode.GT,
          Opcode.GE,
          Opcode.EQ,
          Opcode.NE,
          Opcode.JUMP,
          Opcode.JUMP_IF_FALSE,
          Opcode.JUMP_UNLESS_KIND,
          Opcode.JUMP_UNLESS_ADMITS,
          Opcode.JUMP_IF_ERROR,
          Opcode.JUMP_IF_NEW_ERROR,
          Opcode.JUMP_UNLESS_VALUE,
          Opcode.BEGIN_ALTERNATIVES,
          Opcode.END_ALTERNATIVES,
          Opcode.CHECK_CALL,
          Opcode.LOAD_FORMAL,
          Opcode.GUARD);

  /** Whether an instruction may be part of a stretch. */
  static boolean mayHold(Opcode opcode) {
    return REPEATABLE.contains(opcode);
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
