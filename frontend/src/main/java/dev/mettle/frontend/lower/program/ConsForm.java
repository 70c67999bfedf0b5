package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers {@code cons-atom}. */
final class ConsForm extends FormLowering {

  ConsForm(FormCode form) {
    super(form);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Operand head = arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (head == null) {
      return null;
    }
    Operand rest = arguments.argument(e.get(2), call.formals().get(1), 1, tail, join);
    if (rest == null) {
      return null;
    }
    Label other = code.newLabel();
    code.emitTo(Opcode.CONS, List.of(other));
    body.later(other, body.live().copy(), e, () -> form.rebuilt(e, call, tail), tail, join);
    return body.delivered(Operand.ANY_EXPRESSION, tail);
  }
}
