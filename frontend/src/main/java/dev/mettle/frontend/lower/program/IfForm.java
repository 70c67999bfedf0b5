package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers {@code if}. */
final class IfForm extends FormLowering {

  IfForm(FormCode form) {
    super(form);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Operand condition = arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (condition == null) {
      return null;
    }
    form.guardAgain(
        e,
        () -> {
          body.instantiate(e.get(2));
          body.instantiate(e.get(3));
          body.call((Symbol) e.get(0), 3, call.result(), tail);
        },
        tail,
        join);
    Label no = code.newLabel();
    Flow now;
    if (condition.kind() == OperandKind.BOOL) {
      code.emitTo(Opcode.JUMP_IF_FALSE, List.of(no, no, no));
      now = body.live().copy();
    } else {
      int local = code.newLocal();
      Label other = code.newLabel();
      code.emit(Opcode.STORE_LOCAL, local);
      code.emit(Opcode.LOAD_LOCAL, local);
      code.emitTo(Opcode.JUMP_IF_FALSE, List.of(no, other, other));
      now = body.live().copy();
      otherCondition(e, call, local, other, tail, join);
    }
    Atom[] parts = e.toArray();
    parts[1] = BoolAtom.TRUE;
    body.toJoin(results.result(e.get(2), call.result(), tail, Expression.of(parts)), tail, join);
    code.place(no);
    body.flow = now;
    parts[1] = BoolAtom.FALSE;
    return results.result(e.get(3), call.result(), tail, Expression.of(parts));
  }

  /** The condition is a variable or no truth value: the function itself sees to that. */
  private void otherCondition(
      Expression e, CallTypes call, int condition, Label at, boolean tail, Join join) {
    Flow now = body.live().copy();
    Runnable asCall =
        () -> {
          code.emit(Opcode.LOAD_LOCAL, condition);
          body.instantiate(e.get(2));
          body.instantiate(e.get(3));
          body.call((Symbol) e.get(0), 3, call.result(), tail);
        };
    body.later(at, now, e, asCall, tail, join);
  }
}
