package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers {@code superpose}: the elements of a tuple as written become alternatives. */
final class SuperposeForm extends FormLowering {

  /** Tuples with more elements are left to the library: code for each would take long to make. */
  private static final int MOST = 1_000;

  SuperposeForm(FormCode form) {
    super(form);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    if (!(e.get(1) instanceof Expression list) || list.size() > MOST) {
      Operand value = arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
      if (value == null) {
        return null;
      }
      body.push(call.result());
      code.emit(tail ? Opcode.TAIL_OPERATION : Opcode.CALL_OPERATION, code.constant(e.get(0)), 1);
      return body.called(tail);
    }
    int n = list.size();
    if (n == 0) {
      return body.fail();
    }
    List<Label> targets = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      targets.add(code.newLabel());
    }
    // What the alternatives share must have a place before they part.
    body.touchAll(list);
    if (n > 1) {
      code.emitTo(Opcode.FORK, targets);
    }
    Flow now = body.live().copy();
    now.ran();
    Operand last = null;
    for (int i = 0; i < n; i++) {
      code.place(targets.get(i));
      body.flow = now.copy();
      last = results.result(list.get(i), call.result(), tail, e);
      if (i < n - 1) {
        body.toJoin(last, tail, join);
      }
    }
    return last;
  }
}
