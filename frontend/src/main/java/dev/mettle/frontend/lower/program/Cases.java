package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.StepResults.Step;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import org.jspecify.annotations.Nullable;

/** The cases of {@code case} and {@code switch}. */
final class Cases {

  /** What a template of a case is: one that is not reducible is no result. */
  private static final Step NO_RESULT = new Step(Symbols.EMPTY, true);

  private final FormCode form;
  private final BodyCode body;
  private final FunctionBuilder code;

  Cases(FormCode form) {
    this.form = form;
    this.body = form.body;
    this.code = form.code;
  }

  /** Whether cases are written so that code can choose between them. */
  static boolean areClear(Atom cases) {
    if (!(cases instanceof Expression list)) {
      return false;
    }
    for (Atom branch : list) {
      if (!(branch instanceof Expression pair)
          || pair.size() != 2
          || StepResults.isFunction(pair.get(1))) {
        return false;
      }
    }
    return true;
  }

  /** The template of the first case whose pattern fits the value in a local. */
  @Nullable Operand select(Expression e, int local, Operand value, boolean tail, Join join) {
    for (Atom branch : (Expression) e.get(2)) {
      Expression pair = (Expression) branch;
      Label next = code.newLabel();
      Flow before = body.live().copy();
      code.emit(Opcode.LOAD_LOCAL, local);
      boolean mayFail = form.bind(pair.get(0), value, next);
      body.toJoin(form.bound(pair.get(0), pair.get(1), NO_RESULT, e, tail, join), tail, join);
      if (!mayFail) {
        return null;
      }
      code.place(next);
      body.flow = before;
    }
    return body.fail();
  }
}
