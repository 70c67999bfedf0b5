package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Expression;
import org.jspecify.annotations.Nullable;

/** How the calls of one library function or instruction become branches and locals. */
interface FormLowering {

  /** Whether a call is written so that code can be made for it; else it is left to the run. */
  default boolean takes(Expression e) {
    return true;
  }

  /**
   * Appends the code of a call whose check passes.
   *
   * @param join where ways that leave the common one go with their value
   * @return what lies on the stack; null if the common way does not lead on
   */
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join);
}
