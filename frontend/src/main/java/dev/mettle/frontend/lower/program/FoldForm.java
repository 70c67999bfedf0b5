package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lowers {@code foldl-atom}. */
final class FoldForm extends FormLowering {

  private final ListLoops loops;

  FoldForm(FormCode form, ListLoops loops) {
    super(form);
    this.loops = loops;
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Optional<Map<Variable, Variable>> own = loops.parameters(e, 3, 4);
    if (own.isEmpty()) {
      return body.generic(e, call.result(), tail);
    }
    Map<Variable, Variable> names = own.get();
    Atom template = ListLoops.renamed(e.get(5), names);
    Variable left = ListLoops.parameter(e, 3, names);
    Variable right = ListLoops.parameter(e, 4, names);
    ListLoops.Loop loop = loops.begin(e, call, names, tail, join);
    if (loop == null) {
      return null;
    }
    int soFar = body.places.of(left);
    body.instantiate(e.get(2));
    code.emit(Opcode.STORE_LOCAL, soFar);
    Flow head = body.live();
    head.ran();
    Label again = code.newLabel();
    Label done = code.newLabel();
    Label function = code.newLabel();
    code.place(again);
    code.emitTo(Opcode.JUMP_IF_FUNCTION, List.of(function), soFar);
    body.later(function, head, e, () -> foldRest(loop, soFar, call, tail), tail, join);
    body.flow = head.copy();
    loops.next(loop, right, done);
    body.scopes.beginTemplate(e, names, body.live());
    body.live().set(left, null);
    Runnable generic =
        () -> {
          body.instantiate(template);
          body.push(ExpectedType.Known.ANY);
          code.emit(Opcode.EVAL_ATOM);
          code.emit(Opcode.STORE_LOCAL, soFar);
          code.emitTo(Opcode.JUMP, List.of(again));
        };
    body.prove(left, generic);
    body.prove(right, generic);
    body.templates++;
    Operand value = form.evaluated(template);
    body.templates--;
    if (value != null) {
      code.emit(Opcode.STORE_LOCAL, soFar);
      code.emitTo(Opcode.JUMP, List.of(again));
    }
    code.place(done);
    body.flow = head.copy();
    body.live().set(left, null);
    return results.branch(left, call.result(), tail, loop.call());
  }

  /** A value that would run in the place of a variable: the rest is for the library function. */
  private void foldRest(ListLoops.Loop loop, int soFar, CallTypes call, boolean tail) {
    Expression e = loop.call();
    int rest = code.newLocal();
    code.emit(Opcode.NEW_LIST, rest);
    Label again = code.newLabel();
    Label done = code.newLabel();
    code.place(again);
    code.emitTo(Opcode.NEXT_CHILD, List.of(done), loop.list(), loop.index());
    code.emit(Opcode.ADD_TO, rest);
    code.emitTo(Opcode.JUMP, List.of(again));
    code.place(done);
    code.emit(Opcode.TAKE_LIST, rest);
    code.emit(Opcode.LOAD_LOCAL, soFar);
    for (int i = 3; i < e.size(); i++) {
      body.instantiate(e.get(i));
    }
    body.call((Symbol) e.get(0), e.size() - 1, call.result(), tail);
  }
}
