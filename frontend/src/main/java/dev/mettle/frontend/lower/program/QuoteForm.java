package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Expression;
import org.jspecify.annotations.Nullable;

/** Lowers {@code quote}, whose calls stay as they are. */
final class QuoteForm extends FormLowering {

  QuoteForm(FormCode form) {
    super(form);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    return body.irreducible(e, tail);
  }
}
