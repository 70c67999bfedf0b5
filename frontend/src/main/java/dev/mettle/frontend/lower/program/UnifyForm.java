package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.FunctionBuilder.Label;
import org.jspecify.annotations.Nullable;

/** Lowers {@code unify}. */
final class UnifyForm extends FormLowering {

  UnifyForm(FormCode form) {
    super(form);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Label no = code.newLabel();
    Flow before;
    body.instantiate(e.get(1));
    before = body.live().copy();
    boolean mayFail = form.bind(e.get(2), Operand.UNKNOWN, no);
    Operand value = results.branch(e.get(3), call.result(), tail, e);
    if (!mayFail) {
      return value;
    }
    body.toJoin(value, tail, join);
    code.place(no);
    body.flow = before;
    before.ran();
    return results.branch(e.get(4), call.result(), tail, e);
  }
}
