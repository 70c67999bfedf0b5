package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lowers the library functions that apply a template to the children of a list. A literal template
 * becomes a loop over a block of the function's own code, and its parameters become locals. What
 * does not look as expected before the loop begins is left to the library function itself.
 */
final class ListForms {

  private static final Symbol EVAL = Symbol.of("eval");

  private final ClauseLowering body;
  private final SpecialForms forms;
  private final FunctionBuilder code;

  ListForms(ClauseLowering body, SpecialForms forms) {
    this.body = body;
    this.forms = forms;
    this.code = body.code;
  }

  /**
   * A loop over a list.
   *
   * @param list the local of the list
   * @param index the local of the index of the next child
   * @param others where to go if the library function has to do it all
   * @param call the call, with a variable for the evaluated list
   */
  private record Loop(int list, int index, Label others, Expression call) {}

  // ---------------------------------------------------------------- foldl-atom

  @Nullable Operand fold(Expression e, CallTypes call, boolean tail, Join join) {
    Optional<Map<Variable, Variable>> own = parameters(e, 3, 4);
    if (own.isEmpty()) {
      return body.generic(e, call.result(), tail);
    }
    Map<Variable, Variable> names = own.get();
    Atom template = renamed(e.get(5), names);
    Variable left = names.get((Variable) e.get(3));
    Variable right = names.get((Variable) e.get(4));
    if (left == null || right == null) {
      throw new IllegalStateException("parameters have names of their own");
    }
    Loop loop = begin(e, call, names, tail, join);
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
    forms.later(function, head, e, () -> foldRest(loop, soFar, call, tail), tail, join);
    body.flow = head.copy();
    next(loop, right, done);
    body.scopes.beginTemplate(e, names);
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
    Operand value = forms.subject(template);
    if (value != null) {
      code.emit(Opcode.STORE_LOCAL, soFar);
      code.emitTo(Opcode.JUMP, List.of(again));
    }
    code.place(done);
    body.flow = head.copy();
    body.live().set(left, null);
    return body.branch(left, call.result(), tail, loop.call());
  }

  /** A value that would run in the place of a variable: the rest is for the library function. */
  private void foldRest(Loop loop, int soFar, CallTypes call, boolean tail) {
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

  // ---------------------------------------------------------------- map-atom

  @Nullable Operand map(Expression e, CallTypes call, boolean tail, Join join) {
    Optional<Map<Variable, Variable>> own = parameters(e, 2);
    if (own.isEmpty()
        || !(e.get(3) instanceof Expression written)
        || written.size() == 0
        || !makesTuples(written, own.get())) {
      return body.generic(e, call.result(), tail);
    }
    Map<Variable, Variable> names = own.get();
    Expression template = (Expression) renamed(written, names);
    Variable child = names.get((Variable) e.get(2));
    if (child == null) {
      throw new IllegalStateException("parameters have names of their own");
    }
    Loop loop = begin(e, call, names, tail, join);
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
    next(loop, child, done);
    body.scopes.beginChild(e, names, loop.index());
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
    Operand value = body.evaluate(template, ExpectedType.Known.ANY, false);
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
  private void firstIsTuple(Expression template, Loop loop, Variable child, Label done) {
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
      next(loop, child, done);
      body.push(ExpectedType.Known.ANY);
      code.emitTo(
          Opcode.CHECK_CALL,
          List.of(loop.others()),
          code.constant(body.checks.template(template)),
          code.newLocal());
      code.emit(Opcode.FIRST_CHILD, loop.index());
      body.flow = before;
    }
  }

  // ---------------------------------------------------------------- filter-atom

  @Nullable Operand filter(Expression e, CallTypes call, boolean tail, Join join) {
    Optional<Map<Variable, Variable>> own = parameters(e, 2);
    Optional<Opcode> test = own.isEmpty() ? Optional.empty() : plainTest(e.get(3));
    if (own.isEmpty() || test.isEmpty()) {
      return body.generic(e, call.result(), tail);
    }
    Map<Variable, Variable> names = own.get();
    Expression step = (Expression) renamed(((Expression) e.get(3)).get(1), names);
    Variable child = names.get((Variable) e.get(2));
    if (child == null) {
      throw new IllegalStateException("parameters have names of their own");
    }
    Loop loop = begin(e, call, names, tail, join);
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
    next(loop, child, done);
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
    return body.branch(gathered, call.result(), tail, loop.call());
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

  // ---------------------------------------------------------------- loops

  /**
   * Names for the variables of a template that are its own: the parameters, and the variables that
   * have no value. None if something about them is unclear. A parameter that something else in the
   * rule may have given a value, such as another template, is made at the start, and looked at
   * before the loop begins.
   */
  private Optional<Map<Variable, Variable>> parameters(Expression e, int... positions) {
    Flow now = body.live();
    Map<Variable, Variable> known = body.demands.namesIn(e);
    Map<Variable, Variable> names = new HashMap<>();
    for (int position : positions) {
      if (!(e.get(position) instanceof Variable v)
          || now.isSet(v) && !isEarly(v)
          || names.put(v, ownName(v, known)) != null
          || isOutside(v, e, positions)) {
        return Optional.empty();
      }
    }
    List<Variable> unclear = new ArrayList<>();
    List<Variable> early = names.keySet().stream().filter(now::isMaybeSet).toList();
    body.forEachVariable(
        e.get(e.size() - 1),
        v -> {
          if (names.containsKey(v)) {
            return;
          }
          if (now.isMaybeSet(v)) {
            unclear.add(v);
          } else if (!now.isSet(v)) {
            names.put(v, ownName(v, known));
          }
        });
    if (!unclear.isEmpty()) {
      return Optional.empty();
    }
    if (!early.isEmpty()) {
      throw body.demands.makeEarly(early.get(0));
    }
    return Optional.of(names);
  }

  private boolean isEarly(Variable variable) {
    return body.demands.early().contains(variable);
  }

  /** Leaves parameters that have got a value, or have become one variable, to the function. */
  private void unlessOpen(Expression e, Map<Variable, Variable> names, Label others) {
    List<Variable> parameters = new ArrayList<>();
    for (int i = 2; i < e.size() - 1; i++) {
      if (e.get(i) instanceof Variable v && names.containsKey(v) && isEarly(v)) {
        parameters.add(v);
      }
    }
    for (Variable v : parameters) {
      Label open = code.newLabel();
      code.emit(Opcode.LOAD_LOCAL, body.places.of(v));
      code.emitTo(Opcode.JUMP_IF_FALSE, List.of(others, open, others));
      code.emitTo(Opcode.JUMP, List.of(others));
      code.place(open);
    }
    if (parameters.size() > 1) {
      Label different = code.newLabel();
      for (Variable v : parameters) {
        code.emit(Opcode.LOAD_LOCAL, body.places.of(v));
      }
      code.emit(Opcode.EQ);
      code.emitTo(Opcode.JUMP_IF_FALSE, List.of(different, others, others));
      code.emitTo(Opcode.JUMP, List.of(others));
      code.place(different);
    }
  }

  /** Whether a parameter is also part of what is not the template, and could get a value there. */
  private boolean isOutside(Variable parameter, Expression e, int[] positions) {
    List<Variable> found = new ArrayList<>();
    for (int i = 1; i < positions[0]; i++) {
      body.forEachVariable(e.get(i), found::add);
    }
    return found.contains(parameter);
  }

  private static Variable ownName(Variable variable, Map<Variable, Variable> known) {
    return known.computeIfAbsent(variable, v -> Variable.fresh(v.name()));
  }

  private static Atom renamed(Atom atom, Map<Variable, Variable> names) {
    return new Replacement(v -> names.getOrDefault((Variable) v, (Variable) v)).in(atom);
  }

  /** Evaluates the list and makes sure that the loop does what the library function does. */
  private @Nullable Loop begin(
      Expression e, CallTypes call, Map<Variable, Variable> names, boolean tail, Join join) {
    Operand value = body.arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (value == null) {
      return null;
    }
    Variable list = Variable.fresh("list");
    int local = body.places.of(list);
    code.emit(Opcode.STORE_LOCAL, local);
    body.live().set(list, null);
    int index = code.newLocal();
    code.emit(Opcode.FIRST_CHILD, index);
    Label others = code.newLabel();
    Atom[] parts = e.toArray();
    parts[1] = list;
    Expression evaluated = Expression.owning(parts);
    Flow now = body.live();
    forms.later(
        others,
        now.copy(),
        e,
        () -> {
          for (int i = 1; i < evaluated.size(); i++) {
            body.instantiate(evaluated.get(i));
          }
          body.call((Symbol) e.get(0), e.size() - 1, call.result(), tail);
        },
        tail,
        join);
    code.emitTo(Opcode.JUMP_UNLESS_LIST, List.of(others), local);
    unlessOpen(e, names, others);
    // Free variables inside a template are fresh for each child: what is captured must have none.
    List<Variable> captured = new ArrayList<>();
    body.forEachVariable(
        e.get(e.size() - 1),
        v -> {
          if (!names.containsKey(v) && now.kindOf(v) == null && !captured.contains(v)) {
            captured.add(v);
          }
        });
    for (Variable v : captured) {
      code.emitTo(Opcode.JUMP_UNLESS_GROUND, List.of(others), body.places.of(v));
    }
    return new Loop(local, index, others, evaluated);
  }

  /** Takes the next child, or goes on at {@code done}. */
  private void next(Loop loop, Variable child, Label done) {
    code.emitTo(Opcode.NEXT_CHILD, List.of(done), loop.list(), loop.index());
    code.emit(Opcode.STORE_LOCAL, body.places.of(child));
    body.live().set(child, null);
  }
}
