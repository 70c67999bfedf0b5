package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.frontend.lower.program.StepResults.Step;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import org.jspecify.annotations.Nullable;

/** Lowers {@code let}. */
final class LetForm extends FormLowering {

  LetForm(FormCode form) {
    super(form);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Operand value = arguments.argument(e.get(2), call.formals().get(1), 0, tail, join);
    if (value == null) {
      return null;
    }
    form.guardAgain(
        e,
        () -> {
          int local = code.newLocal();
          code.emit(Opcode.STORE_LOCAL, local);
          body.instantiate(e.get(1));
          code.emit(Opcode.LOAD_LOCAL, local);
          body.instantiate(e.get(3));
          body.call((Symbol) e.get(0), 3, call.result(), tail);
        },
        tail,
        join);
    // What stays if the template is not reducible is the step that the library's rule takes.
    Atom step = e;
    if (e.get(3) instanceof Variable || e.get(3) == Symbols.NOT_REDUCIBLE) {
      Variable kept = form.keep();
      body.load(kept);
      Symbol unify = Symbol.of(SpecialForm.UNIFY.functionName());
      step = Expression.of(unify, e.get(1), kept, e.get(3), Symbols.EMPTY);
    }
    Label no = code.newLabel();
    boolean mayFail = form.bind(e.get(1), value, no);
    if (mayFail) {
      body.at(no, body.live(), body::fail);
    }
    return form.bound(e.get(1), e.get(3), new Step(step, false), e, tail, join);
  }
}
