package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.FunctionBuilder;
import org.jspecify.annotations.Nullable;

/** How the calls of one library function or instruction become branches and locals. */
abstract class FormLowering {

  final FormCode form;
  final BodyCode body;
  final FunctionBuilder code;
  final Arguments arguments;
  final StepResults results;

  FormLowering(FormCode form) {
    this.form = form;
    this.body = form.body;
    this.code = form.code;
    this.arguments = form.arguments;
    this.results = form.results;
  }

  /** Whether a call is written so that code can be made for it; else it is left to the run. */
  boolean takes(Expression e) {
    return true;
  }

  /**
   * Appends the code of a call whose check passes.
   *
   * @param join where ways that leave the common one go with their value
   * @return what lies on the stack; null if the common way does not lead on
   */
  abstract @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join);
}
