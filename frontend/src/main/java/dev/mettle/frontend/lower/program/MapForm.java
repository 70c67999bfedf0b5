package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lowers {@code map-atom}. */
final class MapForm extends FormLowering {

  private final ListLoops loops;

  MapForm(FormCode form, ListLoops loops) {
    super(form);
    this.loops = loops;
  }

  @Override
  @Nullable Operand lower(Expression e, CallTypes call, boolean tail, Join join) {
    Optional<Map<Variable, Variable>> own = loops.parameters(e, 2);
    if (own.isEmpty()
        || !(e.get(3) instanceof Expression written)
        || written.size() == 0
        || !makesTuples(written, own.get())) {
      return body.generic(e, call.result(), tail);
    }
    Map<Variable, Variable> names = own.get();
    Expression template = (Expression) ListLoops.renamed(written, names);
    Variable child = ListLoops.parameter(e, 2, names);
    ListLoops.Loop loop = loops.begin(e, call, names, tail, join);
    if (loop == null) {
      return null;
    }
    int gathered = code.newLocal();
    code.emit(Opcode.NEW_LIST, gathered);
    Label done = code.newLabel();
    body.scopes.beginLoop(e);
    firstIsTuple(template, loop, child, done);
    Flow head = body.live();
    head.ran();
    Label again = code.newLabel();
    code.place(again);
    body.flow = head.copy();
    loops.next(loop, child, done);
    body.scopes.beginChild(e, names, loop.index(), body.live());
    Runnable generic =
        () -> {
          body.instantiate(template);
          body.push(ExpectedType.Known.ANY);
          code.emit(Opcode.EVAL_ATOM);
          code.emitTo(Opcode.JUMP_IF_ERROR, List.of(body.errorTarget(tail, join)), 0);
          code.emit(Opcode.ADD_TO, gathered);
          code.emitTo(Opcode.JUMP, List.of(again));
        };
    body.prove(child, generic);
    body.templates++;
    Operand value = body.evaluate(template, ExpectedType.Known.ANY, false);
    body.templates--;
    if (value != null) {
      if (value.mayBeError()) {
        code.emitTo(Opcode.JUMP_IF_ERROR, List.of(body.errorTarget(tail, join)), 0);
      }
      code.emit(Opcode.ADD_TO, gathered);
      code.emitTo(Opcode.JUMP, List.of(again));
    }
    code.place(done);
    body.flow = head.copy();
    code.emit(Opcode.TAKE_LIST, gathered);
    body.push(call.result());
    code.emit(Opcode.CALL_EVALUATED);
    body.called(false);
    return body.delivered(Operand.UNKNOWN, tail);
  }

  /**
   * Whether instances of a template in a row are evaluated as a tuple: the first one, which is the
   * head of the row, is no function.
   */
  private boolean makesTuples(Expression template, Map<Variable, Variable> own) {
    Atom head = template.get(0);
    if (head instanceof Symbol s && (body.facts.isInstruction(s) || s == Symbols.ERROR)) {
      return false;
    }
    if (head instanceof Variable v) {
      return body.live().isSet(v) && !own.containsKey(v);
    }
    if (!(head instanceof Symbol) && !body.facts.isOperation(head)) {
      return false;
    }
    return switch (body.types.typesOf(head)) {
      case HeadTypes.Untyped u -> !body.facts.mayDeclareType(head, template.size());
      case HeadTypes.Typed(Expression type) -> {
        Atom result = type.get(type.size() - 1);
        yield !body.facts.mayDeclareType(head, template.size())
            && (result.isGround()
                ? !(result instanceof Expression)
                : result instanceof Variable v && isFree(v, type));
      }
      case HeadTypes.Unclear u -> false;
    };
  }

  private static boolean isFree(Variable result, Expression type) {
    for (int i = 1; i < type.size() - 1; i++) {
      if (type.get(i).equals(result) || !type.get(i).isGround()) {
        return false;
      }
    }
    return true;
  }

  /** Makes sure of what {@link #makesTuples} could not know, before anything runs. */
  private void firstIsTuple(Expression template, ListLoops.Loop loop, Variable child, Label done) {
    Atom head = template.get(0);
    if (head instanceof Variable v) {
      Label untyped = code.newLabel();
      code.emitTo(
          Opcode.JUMP_BY_HEAD,
          List.of(untyped, loop.others(), loop.others()),
          body.places.of(v),
          template.size() - 1L);
      code.emitTo(Opcode.JUMP, List.of(loop.others()));
      code.place(untyped);
    } else if (body.types.typesOf(head) instanceof HeadTypes.Typed) {
      Flow before = body.live().copy();
      loops.next(loop, child, done);
      body.push(ExpectedType.Known.ANY);
      code.emitTo(
          Opcode.CHECK_CALL,
          List.of(loop.others()),
          code.constant(form.checks.template(template)),
          code.newLocal());
      code.emit(Opcode.FIRST_CHILD, loop.index());
      body.flow = before;
    }
  }
}
