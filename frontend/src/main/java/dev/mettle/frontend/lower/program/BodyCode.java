package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The code of a rule's body while it is made: what is known where it stands, the ways that are
 * appended later, and the steps that all calls have in common.
 *
 * <p>Code that leaves the fast road (a value of an unexpected kind, an assumption that holds no
 * longer) evaluates the very call that it was about to begin as an atom, so nothing is done twice.
 */
final class BodyCode {

  final ProgramFacts facts;
  final FunctionBuilder code;
  final Demands demands;
  final StaticTypes types;
  final Places places;
  final RuleScopes scopes;

  /** What is known at the present place; null where no way leads. */
  @Nullable Flow flow = new Flow();

  /** How deep the expression lies that is being evaluated. */
  int level;

  /** How many templates for the children of lists the place lies in. */
  int templates;

  /** How many calls by the value of a head the place lies in; each is lowered in several ways. */
  int nesting;

  /** How many of the expressions around are being lowered by calls that have not returned. */
  int row;

  /** What appends code behind everything else. */
  private final ArrayDeque<Runnable> pending = new ArrayDeque<>();

  private @Nullable Label errorReturn;
  private @Nullable Expressions expressions;

  BodyCode(ProgramFacts facts, FunctionBuilder code, Demands demands, Places places) {
    this.facts = facts;
    this.code = code;
    this.demands = demands;
    this.types = new StaticTypes(facts, demands, code);
    this.places = places;
    this.scopes = new RuleScopes(code, demands, places);
  }

  /** Says who lowers the expressions in this body. */
  void evaluatedBy(Expressions lowering) {
    expressions = lowering;
  }

  /** Evaluates an expression, see {@link Expressions}. */
  @Nullable Operand evaluate(Expression e, ExpectedType type, boolean tail) {
    return Objects.requireNonNull(expressions).evaluate(e, type, tail);
  }

  /** Appends all code that was put off. */
  void finish() {
    for (Runnable block = pending.poll(); block != null; block = pending.poll()) {
      Interruption.check();
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
    int around = templates;
    int heads = nesting;
    pending.add(
        () -> {
          code.place(label);
          flow = known.copy();
          level = depth;
          templates = around;
          nesting = heads;
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

  /** Appends a way for later, which leaves a value that goes to {@code join}. */
  void later(Label at, Flow now, Expression e, Runnable way, boolean tail, Join join) {
    if (tail) {
      at(at, now, way);
      return;
    }
    Label end = join.reachedWith(afterWhole(e, now));
    at(
        at,
        now,
        () -> {
          way.run();
          code.emitTo(Opcode.JUMP, List.of(end));
        });
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
    store(variable);
  }

  /** Makes variables that are of the same age, as all of a rule are. */
  void makeFresh(Collection<Variable> variables) {
    if (scopes.isScoped() || variables.size() < 2) {
      variables.forEach(this::makeFresh);
      return;
    }
    int scope = scopes.begin();
    for (Variable variable : variables) {
      scopes.pushVariable(variable, scope);
      store(variable);
    }
  }

  /** The new variable on the stack is the value of {@code variable}. */
  private void store(Variable variable) {
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
      demands.makeEarly(variable);
      now.set(variable, null);
    } else if (now.parted) {
      scopes.pushVariable(variable);
      store(variable);
    } else {
      makeFresh(variable);
    }
  }

  void touchAll(Atom atom) {
    if (atom.isGround()) {
      return;
    }
    Flow now = live();
    if (now.parted) {
      forEachVariable(atom, this::touch);
      return;
    }
    Set<Variable> fresh = new LinkedHashSet<>();
    forEachVariable(
        atom,
        v -> {
          if (now.isSet(v)) {
            return;
          }
          if (now.isMaybeSet(v)) {
            demands.makeEarly(v);
            now.set(v, null);
          } else {
            fresh.add(v);
          }
        });
    makeFresh(fresh);
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

  /** One of several ways with a value: it goes to where the others meet. */
  void toJoin(@Nullable Operand value, boolean tail, Join join) {
    if (!tail && value != null) {
      code.emitTo(Opcode.JUMP, List.of(join.reachedWith(live())));
      flow = null;
    }
  }
}
