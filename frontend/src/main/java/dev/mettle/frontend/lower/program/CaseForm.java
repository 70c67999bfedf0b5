package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers {@code case}. */
final class CaseForm extends CasesForm {

  CaseForm(FormCode form, Cases cases) {
    super(form, cases);
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    int soft = code.newLocal();
    Label none = code.newLabel();
    Flow before = body.live().copy();
    before.ran();
    code.emitTo(Opcode.IF_NO_RESULT, List.of(none), soft);
    Operand subject = form.evaluated(e.get(1));
    Operand value = null;
    if (subject != null) {
      code.emit(Opcode.HAS_RESULT, soft);
      int local = code.newLocal();
      code.emit(Opcode.STORE_LOCAL, local);
      value = cases.select(e, local, subject, tail, join);
    }
    body.toJoin(value, tail, join);
    code.place(none);
    body.flow = before;
    return selectEmpty(e, tail, join);
  }

  /** The template of the first case that takes the absence of a result. */
  private @Nullable Operand selectEmpty(Expression e, boolean tail, Join join) {
    for (Atom branch : (Expression) e.get(2)) {
      Expression pair = (Expression) branch;
      Atom pattern = pair.get(0);
      if (pattern == Symbols.EMPTY) {
        return results.result(pair.get(1), ExpectedType.Known.ANY, tail, Symbols.EMPTY);
      }
      if (pattern instanceof Variable v) {
        Label next = code.newLabel();
        Flow before = body.live().copy();
        code.push(Symbols.EMPTY);
        // A variable that has a value already takes it only if it is the same.
        boolean mayFail = form.bind(v, Operand.of(OperandKind.SYMBOL), next);
        Operand value = results.result(pair.get(1), ExpectedType.Known.ANY, tail, Symbols.EMPTY);
        if (!mayFail) {
          return value;
        }
        body.toJoin(value, tail, join);
        code.place(next);
        body.flow = before;
      }
    }
    return body.fail();
  }
}
