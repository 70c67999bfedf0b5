package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers {@code match}. */
final class MatchForm extends FormLowering {

  MatchForm(FormCode form) {
    super(form);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Operand space = arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (space == null) {
      return null;
    }
    body.instantiate(e.get(2));
    Label other = code.newLabel();
    code.emitTo(Opcode.SPACE_MATCH, List.of(other));
    Flow now = body.live();
    now.ran();
    body.later(
        other,
        now.copy(),
        e,
        () -> {
          body.instantiate(e.get(3));
          body.push(call.result());
          code.emit(
              tail ? Opcode.TAIL_OPERATION : Opcode.CALL_OPERATION, code.constant(e.get(0)), 3);
        },
        tail,
        join);
    return results.result(e.get(3), call.result(), tail, e);
  }
}
