package dev.mettle.frontend.lower.program;

import dev.mettle.ir.opcode.OperandKind;

/**
 * A value that code has left on the stack.
 *
 * @param kind what it is
 * @param mayBeError whether it may be an error instead
 */
record Operand(OperandKind kind, boolean mayBeError) {

  static final Operand UNKNOWN = new Operand(OperandKind.ATOM, true);

  static Operand of(OperandKind kind) {
    return new Operand(kind, false);
  }
}
