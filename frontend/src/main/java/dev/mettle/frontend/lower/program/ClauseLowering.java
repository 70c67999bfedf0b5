package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lowers the body of a rule. Calls become instructions of their own as far as it can be known now
 * what they do; of the others an instance is made and evaluated by the run.
 *
 * <p>Code that leaves the fast road (a value of an unexpected kind, an assumption that holds no
 * longer) evaluates the very call that it was about to begin as an atom, so nothing is done twice.
 */
final class ClauseLowering {

  /** So many expressions inside each other are lowered by recursion. */
  private static final int ROW = 12;

  /**
   * Wider expressions with variables are evaluated as a whole: there is a way to that from each
   * operand.
   */
  private static final int WIDEST = 128;

  /** How deep expressions are evaluated by code where they lie very deep. */
  private static final int DEEPEST = 8;

  final ProgramFacts facts;
  final FunctionBuilder code;
  final Demands demands;
  final StaticTypes types;
  final Places places;

  /** What is known at the present place; null where no way leads. */
  @Nullable Flow flow = new Flow();

  final RuleScopes scopes;
  final Barriers barriers;
  final Arguments arguments;
  final StepResults results;
  final ValueHeads valueHeads;
  final CallChecks checks;
  private final SpecialForms forms;
  private final TypedCalls typedCalls;

  /** What appends code behind everything else. */
  private final ArrayDeque<Runnable> later = new ArrayDeque<>();

  private final ExpectedType expected;
  private @Nullable Label errorReturn;

  /** How deep the expression lies that is being evaluated. */
  private int level;

  /** How deep expressions are evaluated by code. */
  private int deepest = Integer.MAX_VALUE;

  /** How many of the expressions around are being lowered by calls that have not returned. */
  private int row;

  ClauseLowering(
      ProgramFacts facts, FunctionBuilder code, Demands demands, Places places, int expected) {
    this.facts = facts;
    this.code = code;
    this.demands = demands;
    this.types = new StaticTypes(facts, demands, code);
    this.places = places;
    this.expected = new ExpectedType.Parameter(expected);
    this.scopes = new RuleScopes(this);
    this.barriers = new Barriers(this);
    this.results = new StepResults(this);
    this.checks = new CallChecks(this);
    this.forms = new SpecialForms(this);
    this.typedCalls = new TypedCalls(this);
    this.arguments = new Arguments(this, forms);
    this.valueHeads = new ValueHeads(this);
  }

  // ---------------------------------------------------------------- the body as a whole

  /**
   * Appends the code of a rule's body.
   *
   * @param call the left-hand side, whose instance is the call
   * @param data whether the caller wants the body as it is
   */
  void body(Atom call, Atom body, boolean data) {
    Flow start = live();
    deepest = FunctionLowering.isDeep(body) ? DEEPEST : Integer.MAX_VALUE;
    scopes.beginRule(call, body);
    places.all().forEach(v -> start.set(v, null));
    for (Variable v : demands.early()) {
      if (!start.isSet(v)) {
        makeFresh(v);
      }
    }
    if (data && !StepResults.isFunction(body)) {
      dataBody(call, body);
    } else {
      for (Variable v : places.all()) {
        prove(v, () -> results.whole(body, expected, true, new StepResults.Step(call, true), null));
      }
      result(body, expected, true, call);
    }
    finish();
  }

  private void dataBody(Atom call, Atom body) {
    if (body == Symbols.EMPTY) {
      code.emit(Opcode.FAIL);
    } else if (body == Symbols.NOT_REDUCIBLE) {
      irreducible(call, true);
    } else if (body instanceof Variable v) {
      // The expected type is Atom: nothing is evaluated, but the two symbols keep their meaning.
      results.whole(v, expected, true, new StepResults.Step(call, true), null);
    } else {
      instantiate(body);
      code.emit(Opcode.RETURN);
    }
    flow = null;
  }

  /** Appends all code that was put off. */
  private void finish() {
    for (Runnable block = later.poll(); block != null; block = later.poll()) {
      block.run();
    }
    Label errors = errorReturn;
    if (errors != null) {
      code.place(errors).emit(Opcode.RETURN);
      errorReturn = null;
    }
  }

  /** Has {@code block} appended later at {@code label}, with what is known {@code now}. */
  void at(Label label, Flow now, Runnable block) {
    Flow known = now.copy();
    int depth = level;
    later.add(
        () -> {
          code.place(label);
          flow = known.copy();
          level = depth;
          row = 0;
          block.run();
          flow = null;
        });
  }

  /** What is known here; callers ask only where some way leads. */
  Flow live() {
    Flow now = flow;
    if (now == null) {
      throw new IllegalStateException("no way leads here");
    }
    return now;
  }

  // ---------------------------------------------------------------- variables and data

  /** Proves the kind of a variable that just got its value, if some call depends on it. */
  void prove(Variable variable, Runnable otherwise) {
    OperandKind wanted = demands.kindOf(variable);
    Flow now = live();
    if (wanted == null || now.kindOf(variable) != null) {
      return;
    }
    Symbol type = StaticTypes.typeOfKind(wanted);
    if (type == null || demands.early().contains(variable)) {
      return;
    }
    Label other = code.newLabel();
    code.emitTo(Opcode.JUMP_UNLESS_KIND, List.of(other), places.of(variable), code.constant(type));
    at(other, now, otherwise);
    now.set(variable, wanted);
  }

  private void makeFresh(Variable variable) {
    if (scopes.isScoped()) {
      scopes.pushVariable(variable);
    } else {
      code.emit(Opcode.FRESH_VAR, code.constant(Symbol.of(variable.name())));
    }
    code.emit(Opcode.STORE_LOCAL, places.of(variable));
    live().set(variable, null);
  }

  /** Makes sure that a variable of the body stands for something. */
  void touch(Variable variable) {
    Flow now = live();
    if (now.isSet(variable)) {
      return;
    }
    if (now.isMaybeSet(variable)) {
      throw demands.makeEarly(variable);
    }
    if (now.parted) {
      scopes.pushVariable(variable);
      code.emit(Opcode.STORE_LOCAL, places.of(variable));
      now.set(variable, null);
    } else {
      makeFresh(variable);
    }
  }

  void touchAll(Atom atom) {
    if (atom.isGround()) {
      return;
    }
    forEachVariable(atom, this::touch);
  }

  void load(Variable variable) {
    touch(variable);
    code.emit(Opcode.LOAD_LOCAL, places.of(variable));
  }

  /** The constant that stands for an atom whose variables are locals. */
  int template(Atom atom) {
    touchAll(atom);
    return code.constant(places.template(atom));
  }

  /** Pushes an atom as data. */
  void instantiate(Atom atom) {
    if (atom instanceof Variable v) {
      load(v);
    } else if (atom.isGround() && !Symbols.isError(atom)) {
      code.push(atom);
    } else {
      // Of errors there is a new one each time, since it is noted on them where they come from.
      int constant = template(atom);
      code.emit(Opcode.INSTANTIATE, constant);
    }
  }

  void push(ExpectedType type) {
    switch (type) {
      case ExpectedType.Known(Atom t) -> code.emit(Opcode.PUSH_TYPE, code.constant(t));
      case ExpectedType.Parameter(int local) -> code.emit(Opcode.LOAD_LOCAL, local);
      case ExpectedType.Formal(int plan, int index) -> code.emit(Opcode.LOAD_FORMAL, plan, index);
    }
  }

  /** The call stays as it is; {@code Empty} stands for one that then has no result. */
  @Nullable Operand irreducible(Atom call, boolean tail) {
    if (call == Symbols.EMPTY) {
      return fail();
    }
    instantiate(call);
    code.emit(Opcode.MARK_EVALUATED);
    return delivered(new Operand(OperandKind.ATOM, false), tail);
  }

  /** A value lies on the stack: the last act is to return it. */
  @Nullable Operand delivered(Operand value, boolean tail) {
    if (tail) {
      code.emit(Opcode.RETURN);
      flow = null;
      return null;
    }
    return value;
  }

  @Nullable Operand fail() {
    code.emit(Opcode.FAIL);
    flow = null;
    return null;
  }

  // ---------------------------------------------------------------- results of steps

  /** Goes on with the result of a rule or of an operation, see {@link StepResults}. */
  @Nullable Operand result(Atom atom, ExpectedType type, boolean tail, Atom call) {
    return results.lower(atom, type, tail, new StepResults.Step(call, true));
  }

  /** Goes on with the branch that an instruction has chosen. */
  @Nullable Operand branch(Atom atom, ExpectedType type, boolean tail, Atom call) {
    return results.lower(atom, type, tail, new StepResults.Step(call, false));
  }

  // ---------------------------------------------------------------- calls

  /** Has an instance of an expression evaluated by the run, whatever it turns out to be. */
  @Nullable Operand generic(Expression e, ExpectedType type, boolean tail) {
    instantiate(e);
    push(type);
    code.emit(tail ? Opcode.TAIL_EVAL : Opcode.EVAL_ATOM);
    live().ran();
    if (tail) {
      flow = null;
      return null;
    }
    return Operand.UNKNOWN;
  }

  /** Leaves for the general road at {@code label}; the roads meet at {@code join}. */
  void genericAt(Label label, Expression e, ExpectedType type, boolean tail, Join join) {
    Flow now = live().copy();
    if (tail) {
      at(label, now, () -> generic(e, type, true));
      return;
    }
    Label end = join.reachedWith(afterWhole(e, now));
    at(
        label,
        now,
        () -> {
          generic(e, type, false);
          code.emitTo(Opcode.JUMP, List.of(end));
        });
  }

  /** What is known after an expression was evaluated as a whole: all its variables have places. */
  Flow afterWhole(Expression e, Flow before) {
    Flow after = before.copy();
    after.ran();
    forEachVariable(e, v -> after.set(v, null));
    return after;
  }

  /** Visits the variables of an atom from left to right, as often as they occur. */
  void forEachVariable(Atom atom, Consumer<Variable> action) {
    Replacement.forEachVariable(atom, action);
  }

  /** Ends the ways that meet at {@code join}; a value of {@code last} comes from right here. */
  @Nullable Operand meet(Join join, @Nullable Operand last, boolean tail) {
    if (tail) {
      return null;
    }
    Flow others = join.flow();
    if (others == null) {
      return last;
    }
    flow = last == null ? others : Flow.join(others, live());
    code.place(join.label());
    return Operand.UNKNOWN;
  }

  /**
   * Evaluates an expression that is not empty. What lies very deep is left to the run; else the
   * code would be out of all proportion, since each of many levels is also there as an atom.
   */
  @Nullable Operand evaluate(Expression e, ExpectedType type, boolean tail) {
    if (level >= deepest) {
      return generic(e, type, tail);
    }
    if (row >= ROW) {
      return evaluateElsewhere(e, type, tail);
    }
    level++;
    row++;
    Operand value = evaluateHere(e, type, tail);
    level--;
    row--;
    return value;
  }

  /** Appends the evaluation later, so that no depth of a rule is a depth of the Java stack. */
  private @Nullable Operand evaluateElsewhere(Expression e, ExpectedType type, boolean tail) {
    Demands.Outcome known = demands.outcomeOf(e);
    if (known == Demands.Outcome.UNCLEAR) {
      return generic(e, type, tail);
    }
    Flow now = live();
    Label there = code.newLabel();
    code.emitTo(Opcode.JUMP, List.of(there));
    if (tail || known == Demands.Outcome.NO_VALUE) {
      at(
          there,
          now,
          () -> {
            if (evaluate(e, type, tail) != null) {
              throw demands.isOf(e, Demands.Outcome.UNCLEAR);
            }
          });
      flow = null;
      return null;
    }
    Label back = code.newLabel();
    at(
        there,
        now,
        () -> {
          if (evaluate(e, type, false) == null) {
            throw demands.isOf(e, Demands.Outcome.NO_VALUE);
          }
          code.emitTo(Opcode.JUMP, List.of(back));
        });
    code.place(back);
    Flow after = now.copy();
    after.ran();
    forEachVariable(e, after::maySet);
    flow = after;
    return Operand.UNKNOWN;
  }

  private @Nullable Operand evaluateHere(Expression e, ExpectedType type, boolean tail) {
    Atom head = e.get(0);
    if (e.size() > WIDEST && !e.isGround()) {
      return generic(e, type, tail);
    }
    if (head instanceof Variable v && live().isSet(v)) {
      return valueHeads.lower(e, v, type, tail, () -> generic(e, type, tail));
    }
    if (!(head instanceof Symbol) && !facts.isOperation(head)) {
      return generic(e, type, tail);
    }
    HeadTypes headTypes = types.typesOf(head);
    if (headTypes instanceof HeadTypes.Unclear) {
      return generic(e, type, tail);
    }
    Join join = new Join(code);
    if (!live().unchanged) {
      Label changed = code.newLabel();
      code.emitTo(Opcode.GUARD, List.of(changed));
      genericAt(changed, e, type, tail, join);
      live().unchanged = true;
    }
    Optional<SpecialForm> form = facts.formOf(head, e.size() - 1);
    if (form.isPresent()) {
      code.assume(new Assumption.MeaningOf(Symbol.of(form.get().functionName())));
    }
    boolean apart = !tail && barriers.needs(e, headTypes, form);
    Operand value =
        apart
            ? apart(inner -> way(e, form, headTypes, type, false, inner))
            : way(e, form, headTypes, type, tail, join);
    return meet(join, value, tail);
  }

  private @Nullable Operand way(
      Expression e,
      Optional<SpecialForm> form,
      HeadTypes headTypes,
      ExpectedType type,
      boolean tail,
      Join join) {
    if (form.isPresent()) {
      return forms.lower(form.get(), e, headTypes, type, tail, join);
    }
    return headTypes instanceof HeadTypes.Typed(Expression functionType)
        ? typedCalls.lower(e, functionType, type, tail, join)
        : tuple(e, type, tail, join);
  }

  /** Errors of one alternative count only if no other one succeeds. */
  @Nullable Operand apart(Function<Join, @Nullable Operand> way) {
    int barrier = code.newLocal();
    code.emit(Opcode.BEGIN_ALTERNATIVES, barrier);
    Join inner = new Join(code);
    Operand value = meet(inner, way.apply(inner), false);
    if (value != null) {
      code.emit(Opcode.END_ALTERNATIVES, barrier);
    }
    return value;
  }

  // ---------------------------------------------------------------- ends of calls

  @Nullable Operand call(Symbol head, int n, ExpectedType result, boolean tail) {
    push(result);
    int key = code.constant(CallKey.of(head, n).toAtom());
    code.emit(tail ? Opcode.TAIL_CALL : Opcode.CALL, key, n);
    return called(tail);
  }

  @Nullable Operand called(boolean tail) {
    live().ran();
    if (tail) {
      flow = null;
      return null;
    }
    return Operand.UNKNOWN;
  }

  /** Leaves with the error on top of {@code beneath} operands. */
  Label errorTarget(boolean tail, Join join) {
    if (!tail) {
      return join.reachedWith(live());
    }
    Label known = errorReturn;
    if (known == null) {
      known = code.newLabel();
      errorReturn = known;
    }
    return known;
  }

  // ---------------------------------------------------------------- tuples

  /** One of several ways with a value: it goes to where the others meet. */
  void toJoin(@Nullable Operand value, boolean tail, Join join) {
    if (!tail && value != null) {
      code.emitTo(Opcode.JUMP, List.of(join.reachedWith(live())));
      flow = null;
    }
  }

  private @Nullable Operand tuple(Expression e, ExpectedType type, boolean tail, Join join) {
    Atom head = e.get(0);
    if (head == Symbols.EMPTY) {
      return fail();
    }
    if (head instanceof Symbol s && facts.isInstruction(s)) {
      // Without the library's types it takes what a tuple of its operands comes to.
      return generic(e, type, tail);
    }
    int n = e.size() - 1;
    Arguments.Whole whole = arguments.whole(e, type);
    for (int i = 1; i <= n; i++) {
      if (!arguments.element(e.get(i), i - 1, tail, join, whole)) {
        return null;
      }
    }
    if (head instanceof Symbol symbol) {
      return call(symbol, n, type, tail);
    }
    push(type);
    code.emit(
        tail ? Opcode.TAIL_OPERATION : Opcode.CALL_OPERATION,
        code.constant((GroundedValue) head),
        n);
    return called(tail);
  }
}
