package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Expression;
import org.jspecify.annotations.Nullable;

/** Lowers expressions: what lowers a part of a rule has the parts inside of it lowered. */
interface Expressions {

  /**
   * Evaluates an expression that is not empty.
   *
   * @param tail whether that is the last act
   * @return what lies on the stack; null if no way leads on
   */
  @Nullable Operand evaluate(Expression e, ExpectedType type, boolean tail);
}
