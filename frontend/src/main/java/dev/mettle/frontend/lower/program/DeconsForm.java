package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers {@code decons-atom}. */
final class DeconsForm extends FormLowering {

  DeconsForm(FormCode form) {
    super(form);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Operand list = arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (list == null) {
      return null;
    }
    Label other = code.newLabel();
    code.emitTo(Opcode.DECONS, List.of(other));
    body.later(other, body.live().copy(), e, () -> form.rebuilt(e, call, tail), tail, join);
    return body.delivered(Operand.ANY_EXPRESSION, tail);
  }
}
