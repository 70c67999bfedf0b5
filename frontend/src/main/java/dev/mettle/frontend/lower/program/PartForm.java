package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.frontend.lower.program.StepResults.Step;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers {@code car-atom} and {@code cdr-atom}, whose result is evaluated. */
final class PartForm extends FormLowering {

  private final Opcode opcode;

  PartForm(FormCode form, Opcode opcode) {
    super(form);
    this.opcode = opcode;
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Operand list = arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (list == null) {
      return null;
    }
    Runnable asCall = () -> body.call((Symbol) e.get(0), 1, call.result(), tail);
    form.guardAgain(e, asCall, tail, join);
    Label other = code.newLabel();
    code.emitTo(opcode, List.of(other));
    body.later(other, body.live().copy(), e, asCall, tail, join);
    Variable result = form.keep();
    return results.lower(result, call.result(), tail, new Step(e, false, true));
  }
}
