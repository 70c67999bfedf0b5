package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import org.jspecify.annotations.Nullable;

/** Lowers {@code noeval}. */
final class NoevalForm extends FormLowering {

  NoevalForm(FormCode form) {
    super(form);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Atom atom = e.get(1);
    if (!(atom instanceof Expression) || StepResults.isFunction(atom)) {
      return results.result(atom, new ExpectedType.Known(Symbols.ATOM), tail, e);
    }
    body.instantiate(atom);
    return body.delivered(Operand.UNKNOWN, tail);
  }
}
