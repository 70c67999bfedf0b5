package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import org.jspecify.annotations.Nullable;

/** Lowers {@code let*}: the first pair becomes a {@code let} around the others. */
final class LetSequenceForm extends FormLowering {

  LetSequenceForm(FormCode form) {
    super(form);
  }

  @Override
  boolean takes(Expression e) {
    return e.get(1) instanceof Expression pairs
        && (pairs.size() == 0 || pairs.get(0) instanceof Expression pair && pair.size() == 2);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Expression pairs = (Expression) e.get(1);
    if (pairs.size() == 0) {
      return results.branch(e.get(2), ExpectedType.Known.ANY, tail, e);
    }
    Expression pair = (Expression) pairs.get(0);
    // Also the last step, with no pairs left, is one that can be seen.
    Atom inner = Expression.of(e.get(0), pairs.withoutFirst(), e.get(2));
    Expression let =
        Expression.of(Symbol.of(SpecialForm.LET.functionName()), pair.get(0), pair.get(1), inner);
    return body.evaluate(let, ExpectedType.Known.ANY, tail);
  }
}
