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

  /** An expression that may begin with {@code Error}, like what a program collects or builds. */
  static final Operand ANY_EXPRESSION = new Operand(OperandKind.EXPRESSION, true);

  static Operand of(OperandKind kind) {
    return new Operand(kind, false);
  }
}
