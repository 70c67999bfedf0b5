package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers {@code collapse}. */
final class CollapseForm extends FormLowering {

  CollapseForm(FormCode form) {
    super(form);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    int collector = code.newLocal();
    Label end = code.newLabel();
    Flow after = body.live().copy();
    after.ran();
    code.emitTo(Opcode.COLLECT, List.of(end), collector);
    // What is made inside is not to be found afterwards, but by its scope.
    body.live().parted = true;
    Operand value = form.evaluated(e.get(1));
    if (value != null) {
      code.emit(Opcode.YIELD, collector);
      // A variable that was used inside may be in the list, so its first value is no plain one.
      after.maySetAsOn(body.live());
    }
    code.place(end);
    body.flow = after;
    return body.delivered(Operand.ANY_EXPRESSION, tail);
  }
}
