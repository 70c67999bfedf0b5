package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.opcode.Opcode;
import org.jspecify.annotations.Nullable;

/** Lowers {@code switch}. */
final class SwitchForm extends CasesForm {

  SwitchForm(FormCode form, Cases cases) {
    super(form, cases);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Operand subject = arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (subject == null) {
      return null;
    }
    form.guardAgain(
        e,
        () -> {
          body.instantiate(e.get(2));
          body.call((Symbol) e.get(0), 2, call.result(), tail);
        },
        tail,
        join);
    int local = code.newLocal();
    code.emit(Opcode.STORE_LOCAL, local);
    return cases.select(e, local, subject, tail, join);
  }
}
