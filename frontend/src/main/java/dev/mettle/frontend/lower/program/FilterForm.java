package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lowers {@code filter-atom}. */
final class FilterForm extends FormLowering {

  private static final Symbol EVAL = Symbol.of("eval");

  private final ListLoops loops;

  FilterForm(FormCode form, ListLoops loops) {
    super(form);
    this.loops = loops;
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Optional<Map<Variable, Variable>> own = loops.parameters(e, 2);
    Optional<Opcode> test = own.isEmpty() ? Optional.empty() : plainTest(e.get(3));
    if (own.isEmpty() || test.isEmpty()) {
      return body.generic(e, call.result(), tail);
    }
    Map<Variable, Variable> names = own.get();
    Expression step = (Expression) ListLoops.renamed(((Expression) e.get(3)).get(1), names);
    Variable child = ListLoops.parameter(e, 2, names);
    ListLoops.Loop loop = loops.begin(e, call, names, tail, join);
    if (loop == null) {
      return null;
    }
    Variable gathered = Variable.fresh("kept");
    int list = body.places.of(gathered);
    code.emit(Opcode.NEW_LIST, list);
    Flow head = body.live();
    head.ran();
    Label again = code.newLabel();
    Label done = code.newLabel();
    code.place(again);
    body.flow = head.copy();
    loops.next(loop, child, done);
    // The test has no effects, so that it may as well begin anew.
    for (Atom operand : step) {
      if (operand instanceof Variable v) {
        code.emitTo(
            Opcode.JUMP_UNLESS_KIND,
            List.of(loop.others()),
            body.places.of(v),
            code.constant(Symbols.NUMBER));
      }
    }
    for (int i = 1; i < step.size(); i++) {
      body.instantiate(step.get(i));
    }
    code.emit(test.get());
    code.emitTo(Opcode.JUMP_IF_FALSE, List.of(again, loop.others(), loop.others()));
    body.load(child);
    code.emit(Opcode.ADD_TO, list);
    code.emitTo(Opcode.JUMP, List.of(again));
    code.place(done);
    body.flow = head.copy();
    code.emit(Opcode.TAKE_LIST, list);
    code.emit(Opcode.STORE_LOCAL, list);
    body.live().set(gathered, null);
    return results.branch(gathered, call.result(), tail, loop.call());
  }

  /** The opcode of a template like {@code (eval (> $x 2))}, which tests numbers. */
  private Optional<Opcode> plainTest(Atom template) {
    if (template instanceof Expression eval
        && eval.size() == 2
        && eval.get(0) == EVAL
        && eval.get(1) instanceof Expression step
        && step.size() == 3
        && isNumberOrVariable(step.get(1))
        && isNumberOrVariable(step.get(2))) {
      return body.facts
          .opcodeOf(step.get(0))
          .filter(opcode -> opcode.picture().outputs().getFirst().kind() == OperandKind.BOOL);
    }
    return Optional.empty();
  }

  private boolean isNumberOrVariable(Atom operand) {
    return operand instanceof Grounded g && g.type() == Symbols.NUMBER
        || operand instanceof Variable;
  }
}
