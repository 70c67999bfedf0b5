package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.frontend.lower.program.StepResults.Step;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lowers the calls of library functions that are branches, locals and choices. */
final class SpecialForms {

  private final ClauseLowering body;
  private final FunctionBuilder code;
  private final ListForms lists;

  SpecialForms(ClauseLowering body) {
    this.body = body;
    this.code = body.code;
    this.lists = new ListForms(body, this);
  }

  /**
   * Appends the code of a call.
   *
   * @param join where ways that leave the common one go with their value
   * @return what lies on the stack; null if the common way does not lead on
   */
  @Nullable Operand lower(
      SpecialForm form, Expression e, HeadTypes types, ExpectedType type, boolean tail, Join join) {
    if (form == SpecialForm.EMPTY) {
      return body.fail();
    }
    if (!(types instanceof HeadTypes.Typed(Expression functionType))) {
      return body.generic(e, type, tail);
    }
    if (form == SpecialForm.LET_SEQUENCE) {
      return letSequence(e, functionType, type, tail, join);
    }
    Optional<CallTypes> checked = body.checks.of(e, functionType, type, tail, join);
    if (checked.isEmpty()) {
      return body.generic(e, type, tail);
    }
    CallTypes call = checked.get();
    return switch (form) {
      case IF -> branch(e, call, tail, join);
      case LET -> let(e, call, tail, join);
      case CASE -> caseOf(e, call, tail, join);
      case SWITCH -> switchOf(e, call, tail, join);
      case UNIFY -> unify(e, call, tail, join);
      case COLLAPSE -> collapse(e, tail);
      case SUPERPOSE -> superpose(e, call, tail, join);
      case MATCH -> match(e, call, tail, join);
      case QUOTE -> body.irreducible(e, tail);
      case NOEVAL -> noeval(e, tail);
      case CAR -> part(e, call, Opcode.CAR, true, tail, join);
      case CDR -> part(e, call, Opcode.CDR, true, tail, join);
      case DECONS -> part(e, call, Opcode.DECONS, false, tail, join);
      case CONS -> cons(e, call, tail, join);
      case MAP -> lists.map(e, call, tail, join);
      case FILTER -> lists.filter(e, call, tail, join);
      case FOLD -> lists.fold(e, call, tail, join);
      case EMPTY, LET_SEQUENCE -> throw new AssertionError(form);
    };
  }

  // ---------------------------------------------------------------- if

  private @Nullable Operand branch(Expression e, CallTypes call, boolean tail, Join join) {
    Operand condition = body.arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (condition == null) {
      return null;
    }
    guardAgain(
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
    body.toJoin(body.result(e.get(2), call.result(), tail, Expression.of(parts)), tail, join);
    code.place(no);
    body.flow = now;
    parts[1] = BoolAtom.FALSE;
    return body.result(e.get(3), call.result(), tail, Expression.of(parts));
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
    later(at, now, e, asCall, tail, join);
  }

  /** Appends a way for later, which leaves a value that goes to {@code join}. */
  void later(Label at, Flow now, Expression e, Runnable way, boolean tail, Join join) {
    if (tail) {
      body.at(at, now, way);
      return;
    }
    Label end = join.reachedWith(body.afterWhole(e, now));
    body.at(
        at,
        now,
        () -> {
          way.run();
          code.emitTo(Opcode.JUMP, List.of(end));
        });
  }

  /**
   * Evaluating an operand may have given the function another rule: then it is called with what the
   * operand came to, which lies on the stack.
   */
  private void guardAgain(Expression e, Runnable asCall, boolean tail, Join join) {
    if (!body.live().unchanged) {
      Label changed = code.newLabel();
      code.emitTo(Opcode.GUARD, List.of(changed));
      later(changed, body.live().copy(), e, asCall, tail, join);
      body.live().unchanged = true;
    }
  }

  // ---------------------------------------------------------------- let, let*

  private @Nullable Operand let(Expression e, CallTypes call, boolean tail, Join join) {
    Operand value = body.arguments.argument(e.get(2), call.formals().get(1), 0, tail, join);
    if (value == null) {
      return null;
    }
    guardAgain(
        e,
        () -> {
          int local = code.newLocal();
          code.emit(Opcode.STORE_LOCAL, local);
          body.instantiate(e.get(1));
          code.emit(Opcode.LOAD_LOCAL, local);
          body.instantiate(e.get(3));
          body.call((Symbol) e.get(0), 3, call.result(), tail);
        },
        tail,
        join);
    // What stays if the template is not reducible is the step that the library's rule takes.
    Atom step = e;
    if (e.get(3) instanceof Variable || e.get(3) == Symbols.NOT_REDUCIBLE) {
      Variable kept = keep();
      body.load(kept);
      Symbol unify = Symbol.of(SpecialForm.UNIFY.functionName());
      step = Expression.of(unify, e.get(1), kept, e.get(3), Symbols.EMPTY);
    }
    Label no = code.newLabel();
    boolean mayFail = bind(e.get(1), value, no);
    if (mayFail) {
      body.at(no, body.live(), body::fail);
    }
    return bound(e.get(1), e.get(3), new Step(step, false), e, tail, join);
  }

  /** Moves the value on top of the stack into a local; gives a variable that stands for it. */
  private Variable keep() {
    Variable variable = Variable.fresh("value");
    int local = code.newLocal();
    body.places.put(variable, local);
    code.emit(Opcode.STORE_LOCAL, local);
    body.live().set(variable, null);
    return variable;
  }

  /** Goes on with a template whose pattern's variables have their values. */
  private @Nullable Operand bound(
      Atom pattern, Atom template, Step step, Expression whole, boolean tail, Join join) {
    Flow now = body.live().copy();
    body.forEachVariable(
        pattern,
        v -> {
          if (body.demands.kindOf(v) != null && body.live().kindOf(v) == null) {
            body.prove(v, otherwise(now, template, step, whole, tail, join));
          }
        });
    return body.results.lower(template, ExpectedType.Known.ANY, tail, step);
  }

  /** The template as a whole is left to the run. */
  private Runnable otherwise(
      Flow now, Atom template, Step step, Expression whole, boolean tail, Join join) {
    if (tail) {
      return () -> body.results.whole(template, ExpectedType.Known.ANY, true, step, null);
    }
    Label end = join.reachedWith(body.afterWhole(whole, now));
    return () -> {
      body.results.whole(template, ExpectedType.Known.ANY, false, step, join);
      code.emitTo(Opcode.JUMP, List.of(end));
    };
  }

  private @Nullable Operand letSequence(
      Expression e, Expression functionType, ExpectedType type, boolean tail, Join join) {
    if (!(e.get(1) instanceof Expression pairs)) {
      return body.generic(e, type, tail);
    }
    if (pairs.size() == 0) {
      return body.branch(e.get(2), ExpectedType.Known.ANY, tail, e);
    }
    if (!(pairs.get(0) instanceof Expression pair) || pair.size() != 2) {
      return body.generic(e, type, tail);
    }
    Optional<CallTypes> checked = body.checks.of(e, functionType, type, tail, join);
    if (checked.isEmpty()) {
      return body.generic(e, type, tail);
    }
    // Also the last step, with no pairs left, is one that can be seen.
    Atom inner = Expression.of(e.get(0), pairs.withoutFirst(), e.get(2));
    Expression let =
        Expression.of(Symbol.of(SpecialForm.LET.functionName()), pair.get(0), pair.get(1), inner);
    return body.evaluate(let, ExpectedType.Known.ANY, tail);
  }

  /**
   * Makes the value on top of the stack equal to a pattern.
   *
   * @return whether code jumps to {@code no}
   */
  private boolean bind(Atom pattern, Operand value, Label no) {
    Flow now = body.live();
    if (pattern instanceof Variable v) {
      if (!now.isSet(v) && !now.isMaybeSet(v)) {
        body.scopes.claim(v, value);
        code.emit(Opcode.STORE_LOCAL, body.places.of(v));
        boolean sure = !value.mayBeError() && StaticTypes.typeOfKind(value.kind()) != null;
        now.set(v, sure ? value.kind() : null);
        return false;
      }
      body.load(v);
      code.emitTo(Opcode.UNIFY, List.of(no));
      now.ran();
      return true;
    }
    if (pattern.isGround()) {
      code.push(pattern);
      code.emitTo(Opcode.UNIFY, List.of(no));
      now.ran();
      return true;
    }
    Set<Variable> fresh = new LinkedHashSet<>();
    body.forEachVariable(
        pattern,
        v -> {
          if (!now.isSet(v)) {
            if (now.isMaybeSet(v)) {
              throw body.demands.makeEarly(v);
            }
            fresh.add(v);
          }
        });
    Atom described = body.scopes.pattern(fresh, pattern);
    code.emitTo(Opcode.MATCH_PATTERN, List.of(no), code.constant(described));
    fresh.forEach(v -> now.set(v, null));
    now.ran();
    return true;
  }

  // ---------------------------------------------------------------- case, switch

  /** What a template of a case is: one that is not reducible is no result. */
  private static final Step NO_RESULT = new Step(Symbols.EMPTY, true);

  private @Nullable Operand caseOf(Expression e, CallTypes call, boolean tail, Join join) {
    if (!isCaseList(e.get(2))) {
      return body.generic(e, call.result(), tail);
    }
    int soft = code.newLocal();
    Label none = code.newLabel();
    Flow before = body.live().copy();
    before.ran();
    code.emitTo(Opcode.IF_NO_RESULT, List.of(none), soft);
    Operand subject = subject(e.get(1));
    Operand value = null;
    if (subject != null) {
      code.emit(Opcode.HAS_RESULT, soft);
      int local = code.newLocal();
      code.emit(Opcode.STORE_LOCAL, local);
      value = select(e, local, subject, tail, join);
    }
    body.toJoin(value, tail, join);
    code.place(none);
    body.flow = before;
    return selectEmpty(e, tail, join);
  }

  /** The subject of a case is evaluated whatever it is. */
  @Nullable Operand subject(Atom subject) {
    return switch (subject) {
      case Expression e when e.size() > 0 -> body.evaluate(e, ExpectedType.Known.ANY, false);
      case Variable v -> {
        OperandKind kind = body.live().kindOf(v);
        body.load(v);
        if (kind != null) {
          yield Operand.of(kind);
        }
        body.push(ExpectedType.Known.ANY);
        code.emit(Opcode.EVAL_ATOM);
        yield body.called(false);
      }
      default -> {
        code.push(subject);
        yield Operand.of(OperandKind.of(subject));
      }
    };
  }

  private @Nullable Operand switchOf(Expression e, CallTypes call, boolean tail, Join join) {
    if (!isCaseList(e.get(2))) {
      return body.generic(e, call.result(), tail);
    }
    Operand subject = body.arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (subject == null) {
      return null;
    }
    guardAgain(
        e,
        () -> {
          body.instantiate(e.get(2));
          body.call((Symbol) e.get(0), 2, call.result(), tail);
        },
        tail,
        join);
    int local = code.newLocal();
    code.emit(Opcode.STORE_LOCAL, local);
    return select(e, local, subject, tail, join);
  }

  private static boolean isCaseList(Atom cases) {
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
  private @Nullable Operand select(
      Expression e, int local, Operand value, boolean tail, Join join) {
    for (Atom branch : (Expression) e.get(2)) {
      Expression pair = (Expression) branch;
      Label next = code.newLabel();
      Flow before = body.live().copy();
      code.emit(Opcode.LOAD_LOCAL, local);
      boolean mayFail = bind(pair.get(0), value, next);
      body.toJoin(bound(pair.get(0), pair.get(1), NO_RESULT, e, tail, join), tail, join);
      if (!mayFail) {
        return null;
      }
      code.place(next);
      body.flow = before;
    }
    return body.fail();
  }

  /** The template of the first case that takes the absence of a result. */
  private @Nullable Operand selectEmpty(Expression e, boolean tail, Join join) {
    for (Atom branch : (Expression) e.get(2)) {
      Expression pair = (Expression) branch;
      Atom pattern = pair.get(0);
      if (pattern == Symbols.EMPTY) {
        return body.result(pair.get(1), ExpectedType.Known.ANY, tail, Symbols.EMPTY);
      }
      if (pattern instanceof Variable v) {
        Label next = code.newLabel();
        Flow before = body.live().copy();
        code.push(Symbols.EMPTY);
        // A variable that has a value already takes it only if it is the same.
        boolean mayFail = bind(v, Operand.of(OperandKind.SYMBOL), next);
        Operand value = body.result(pair.get(1), ExpectedType.Known.ANY, tail, Symbols.EMPTY);
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

  // ---------------------------------------------------------------- unify, match, alternatives

  private @Nullable Operand unify(Expression e, CallTypes call, boolean tail, Join join) {
    Label no = code.newLabel();
    Flow before;
    body.instantiate(e.get(1));
    before = body.live().copy();
    boolean mayFail = bind(e.get(2), Operand.UNKNOWN, no);
    Operand value = body.branch(e.get(3), call.result(), tail, e);
    if (!mayFail) {
      return value;
    }
    body.toJoin(value, tail, join);
    code.place(no);
    body.flow = before;
    before.ran();
    return body.branch(e.get(4), call.result(), tail, e);
  }

  private @Nullable Operand match(Expression e, CallTypes call, boolean tail, Join join) {
    Operand space = body.arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (space == null) {
      return null;
    }
    body.instantiate(e.get(2));
    Label other = code.newLabel();
    code.emitTo(Opcode.SPACE_MATCH, List.of(other));
    Flow now = body.live();
    now.ran();
    later(
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
    return body.result(e.get(3), call.result(), tail, e);
  }

  private @Nullable Operand superpose(Expression e, CallTypes call, boolean tail, Join join) {
    if (!(e.get(1) instanceof Expression list)) {
      Operand value = body.arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
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
      last = body.result(list.get(i), call.result(), tail, e);
      if (i < n - 1) {
        body.toJoin(last, tail, join);
      }
    }
    return last;
  }

  private @Nullable Operand collapse(Expression e, boolean tail) {
    int collector = code.newLocal();
    Label end = code.newLabel();
    Flow after = body.live().copy();
    after.ran();
    code.emitTo(Opcode.COLLECT, List.of(end), collector);
    // What is made inside is not to be found afterwards, but by its scope.
    body.live().parted = true;
    Operand value = subject(e.get(1));
    if (value != null) {
      code.emit(Opcode.YIELD, collector);
      // A variable that was used inside may be in the list, so its first value is no plain one.
      after.maySetAsOn(body.live());
    }
    code.place(end);
    body.flow = after;
    return body.delivered(Operand.ANY_EXPRESSION, tail);
  }

  // ---------------------------------------------------------------- expressions as data

  private @Nullable Operand noeval(Expression e, boolean tail) {
    Atom atom = e.get(1);
    if (!(atom instanceof Expression) || StepResults.isFunction(atom)) {
      return body.result(atom, new ExpectedType.Known(Symbols.ATOM), tail, e);
    }
    body.instantiate(atom);
    return body.delivered(Operand.UNKNOWN, tail);
  }

  private @Nullable Operand part(
      Expression e, CallTypes call, Opcode opcode, boolean evaluated, boolean tail, Join join) {
    Operand list = body.arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (list == null) {
      return null;
    }
    if (evaluated) {
      guardAgain(e, () -> body.call((Symbol) e.get(0), 1, call.result(), tail), tail, join);
    }
    Label other = code.newLabel();
    code.emitTo(opcode, List.of(other));
    later(
        other,
        body.live().copy(),
        e,
        () -> {
          if (evaluated) {
            body.call((Symbol) e.get(0), 1, call.result(), tail);
          } else {
            rebuilt(e, call, tail);
          }
        },
        tail,
        join);
    if (!evaluated) {
      return body.delivered(Operand.ANY_EXPRESSION, tail);
    }
    Variable result = keep();
    return body.branch(result, call.result(), tail, e);
  }

  private @Nullable Operand cons(Expression e, CallTypes call, boolean tail, Join join) {
    Operand head = body.arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (head == null) {
      return null;
    }
    Operand rest = body.arguments.argument(e.get(2), call.formals().get(1), 1, tail, join);
    if (rest == null) {
      return null;
    }
    Label other = code.newLabel();
    code.emitTo(Opcode.CONS, List.of(other));
    later(other, body.live().copy(), e, () -> rebuilt(e, call, tail), tail, join);
    return body.delivered(Operand.ANY_EXPRESSION, tail);
  }

  /** The instruction itself says what is wrong with the operands on the stack. */
  private void rebuilt(Expression e, CallTypes call, boolean tail) {
    int n = e.size() - 1;
    List<Integer> locals = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int local = code.newLocal();
      code.emit(Opcode.STORE_LOCAL, local);
      locals.add(0, local);
    }
    code.push(e.get(0));
    locals.forEach(local -> code.emit(Opcode.LOAD_LOCAL, local));
    code.emit(Opcode.MAKE_EXPR, n + 1L);
    body.push(call.result());
    code.emit(tail ? Opcode.TAIL_INSTRUCTION : Opcode.RUN_INSTRUCTION);
  }
}
