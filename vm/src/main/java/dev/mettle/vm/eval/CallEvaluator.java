package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.machine.Evaluator;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.EvaluatedMark;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.minimal.Instructions;
import dev.mettle.vm.minimal.StepResult;
import dev.mettle.vm.minimal.TupleValues;
import dev.mettle.vm.minimal.ValueChoice;
import dev.mettle.vm.operation.Alternatives;
import dev.mettle.vm.operation.ControlOperation;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.query.RuleCursor;
import dev.mettle.vm.space.View;
import dev.mettle.vm.types.AtomTypes;
import dev.mettle.vm.types.CallPlan;
import dev.mettle.vm.types.FunctionType;
import dev.mettle.vm.types.TypeChecker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates atoms as they stand, by the rules of the language; how the rules of a program are
 * applied is left to the tier.
 *
 * <p>An expression is evaluated in three parts: its head's types are checked against the arguments
 * as written, the arguments are evaluated as those types demand, and the call so reduced takes one
 * step, whose results are evaluated in turn with the type that the call's result should have.
 */
public abstract class CallEvaluator implements Evaluator, Steps, ArgumentsFrame.Owner {

  /** What the head of an expression adds to the virtual depth, as the reference's plans do. */
  private static final int HEAD_DEPTH = 10;

  /** What each further child adds. */
  private static final int CHILD_DEPTH = 2;

  /** How much deeper than a call its operands lie; the first one is number 1. */
  static int operandDepth(int number) {
    return HEAD_DEPTH + CHILD_DEPTH * number;
  }

  /** What the result of a step adds to the virtual depth. */
  static final int RESULT_DEPTH = 13;

  private final Evaluation evaluation;
  private final TypeChecker checker;
  private final OperationContext context;
  private final Callees callees;
  private final Instructions instructions;
  private final LargeTuples largeTuples;

  /** An evaluator on the machine of {@code evaluation}. */
  protected CallEvaluator(Evaluation evaluation, IntrinsicTable intrinsics) {
    this.evaluation = evaluation;
    this.checker = evaluation.checker();
    this.context = evaluation.context();
    this.callees = new Callees(intrinsics);
    this.largeTuples = new LargeTuples(callees, checker.inference());
    this.instructions = evaluation.instructions();
    instructions.setLibraryMeaning(
        (view, function, size) -> callees.of(view, function, size).isLibraryFunction());
  }

  @Override
  public final Evaluation evaluation() {
    return evaluation;
  }

  /** What is known of large tuples. */
  public final LargeTuples largeTuples() {
    return largeTuples;
  }

  @Override
  public void evaluate(Machine m, Atom goal, Atom expected, Frame k) {
    Atom atom = Terms.dereference(goal);
    Atom type = Terms.dereference(expected);
    if (type == Symbols.ATOM) {
      m.returnValue(Terms.resolve(atom), k);
      return;
    }
    switch (atom) {
      case Variable v -> m.returnValue(v, k);
      case Symbol s -> {
        if (type == Symbols.UNDEFINED || type == Symbols.SYMBOL) {
          m.returnValue(s, k);
        } else {
          cast(m, s, type, k);
        }
      }
      case Grounded g -> {
        if (type == Symbols.UNDEFINED || type == Symbols.GROUNDED || g.type() == type) {
          m.returnValue(g, k);
        } else {
          cast(m, g, type, k);
        }
      }
      case Expression e -> {
        if (e.size() == 0) {
          m.returnValue(e, k);
        } else if (type == Symbols.EXPRESSION) {
          m.returnValue(Terms.resolve(e), k);
        } else {
          evaluateExpression(m, e, type, k);
        }
      }
    }
  }

  private void cast(Machine m, Atom atom, Atom type, Frame k) {
    List<Atom> errors = checker.cast(atom, type, m.view());
    if (errors.isEmpty()) {
      m.returnValue(atom, k);
    } else {
      ValueChoice.returnErrors(m, errors, k);
    }
  }

  private void evaluateExpression(Machine m, Expression written, Atom type, Frame k) {
    Expression e = written;
    if (EvaluatedMark.isValidInside(e, m.view())) {
      // Where something in a value was bound since, its parts are not resolved again, each for
      // itself.
      e = e.isGround() ? e : (Expression) Terms.resolve(e);
      if (e == written && acceptsEvaluated(e, type, m.view())) {
        m.returnValue(e, k);
        return;
      }
    }
    if (largeTuples.isValue(e, m.view()) && !m.isTooDeep(m.depth() + operandDepth(e.size()))) {
      Expression value = (Expression) Terms.resolve(e);
      EvaluatedMark.set(value, m.view());
      m.returnValue(value, k);
      return;
    }
    Atom head = Terms.dereference(e.get(0));
    switch (head) {
      case Variable v -> arguments(m, children(e), 0, Call.tuple(type), k, null);
      case Operation op -> {
        FunctionType function = op.functionType();
        if (function == null) {
          arguments(m, children(e), 0, Call.tuple(type), k, null);
        } else {
          List<Atom> errors = new ArrayList<>(0);
          CallPlan plan = checker.check(e, function, type, m.view(), errors);
          if (plan == null) {
            ValueChoice.returnErrors(m, errors, k);
          } else {
            arguments(m, children(e, op), 1, Call.function(plan), k, null);
          }
        }
      }
      case Symbol s -> evaluateTyped(m, e, checker.inference().of(s, m.view()), type, k);
      case Grounded g -> evaluateTyped(m, e, checker.inference().of(g, m.view()), type, k);
      case Expression h -> evaluateTyped(m, e, checker.inference().of(h, m.view()), type, k);
    }
  }

  /** Tries the head's function types in order; the first applicable one decides. */
  private void evaluateTyped(Machine m, Expression e, AtomTypes types, Atom type, Frame k) {
    if (types.isNone()) {
      arguments(m, children(e), 0, Call.tuple(type), k, null);
      return;
    }
    if (types.allErrors()) {
      ValueChoice.returnErrors(m, types.errors(), k);
      return;
    }
    List<Atom> errors = new ArrayList<>(0);
    for (int i = 0; types.has(i); i++) {
      FunctionType function = types.function(i);
      CallPlan plan = function == null ? null : checker.check(e, function, type, m.view(), errors);
      if (function != null && plan != null) {
        Atom head = Terms.dereference(e.get(0));
        Call call =
            head instanceof Expression
                ? Call.function(plan, function.renamed())
                : Call.function(plan);
        arguments(m, children(e, head), call.headType() == null ? 1 : 0, call, k, null);
        return;
      }
    }
    if (!types.allowsTuple()) {
      ValueChoice.returnErrors(m, errors, k);
      return;
    }
    if (!errors.isEmpty()) {
      errors.replaceAll(error -> ErrorOrigin.made(error, m));
      m.pushChoice(new ValueChoice(errors.toArray(new Atom[0]), 0, k));
    }
    arguments(m, children(e), 0, Call.tuple(type), k, null);
  }

  /** The children with the head's value in place of a variable. */
  private static Atom[] children(Expression e, Atom head) {
    Atom[] children = e.toArray();
    children[0] = head;
    return children;
  }

  private static Atom[] children(Expression e) {
    return e.toArray();
  }

  /**
   * Whether the value {@code e}, which need not be evaluated again, may stand where {@code type} is
   * expected; false where only a full evaluation can tell.
   */
  public final boolean acceptsEvaluated(Expression e, Atom type, View view) {
    if (TypeChecker.isWildcard(type) || checker.isKnownToMatch(e, type, view)) {
      return true;
    }
    AtomTypes head = checker.inference().of(e.get(0), view);
    if (head.isNone() || !head.hasFunctions()) {
      return true;
    }
    return checker.matchesOnly(checker.inference().of(e, view), type);
  }

  // ---- arguments

  /**
   * Evaluates the arguments from {@code from} on and then makes the call. {@code args} belongs to
   * this evaluation.
   *
   * @param reuse a frame that is free to wait for the next argument, or null
   */
  void arguments(
      Machine m, Atom[] args, int from, Call call, Frame k, @Nullable ArgumentsFrame reuse) {
    int base = reuse == null ? m.depth() : reuse.depth();
    if (reuse == null && from <= 1 && m.isTooDeep(base + HEAD_DEPTH)) {
      m.setDepth(base + HEAD_DEPTH);
      m.evaluate(args[0], call.isTuple() ? Symbols.UNDEFINED : call.functionType(), k);
      return;
    }
    for (int i = from; i < args.length; i++) {
      Atom written = args[i];
      Atom arg = Terms.dereference(written);
      args[i] = arg;
      Atom formal = call.formal(i);
      if (arg == Symbols.EMPTY && call.isTuple()) {
        m.fail();
        return;
      }
      int depth = base + operandDepth(i);
      if (!needsEvaluation(arg, arg != written, formal, m.view()) && !m.isTooDeep(depth)) {
        continue;
      }
      ArgumentsFrame frame;
      if (reuse == null) {
        frame = new ArgumentsFrame(this, m, k, base, args, i, call);
      } else {
        frame = reuse;
        frame.advance(m, i);
      }
      m.setDepth(depth);
      m.evaluate(arg, formal, frame);
      return;
    }
    m.setDepth(base);
    call(m, args, call, k);
  }

  private boolean needsEvaluation(Atom arg, boolean wasVariable, Atom formal, View view) {
    if (formal == Symbols.ATOM) {
      return false;
    }
    return switch (arg) {
      case Variable v -> false;
      case Symbol s -> wasVariable && formal != Symbols.UNDEFINED;
      case Grounded g -> wasVariable && formal != Symbols.UNDEFINED && g.type() != formal;
      case Expression e ->
          e.size() > 0
              && formal != Symbols.EXPRESSION
              && !(EvaluatedMark.isValid(e, view) && acceptsEvaluated(e, formal, view));
    };
  }

  @Override
  public final void argumentValue(
      Machine m, ArgumentsFrame frame, Atom value, boolean last, Frame k) {
    Call call = frame.call();
    Atom[] args = frame.args();
    int index = frame.index();
    if (Symbols.isError(value)) {
      Atom before = Terms.resolve(args[index]);
      boolean isSame = AtomEquality.equal(before, value);
      if (call.isTuple() || !isSame) {
        // An error that was given is evaluated like any call, and comes back as it was.
        Atom error = isSame ? ErrorOrigin.handedOn(before, value) : value;
        m.returnValue(ErrorOrigin.passed(error, m, args[index]), k);
        return;
      }
    }
    if (!last) {
      args = args.clone();
    }
    args[index] = value;
    m.setDepth(frame.depth());
    arguments(m, args, index + 1, call, k, last ? frame : null);
  }

  // ---- the reduced call

  /** Makes a call that was read as a tuple and whose parts are all evaluated. */
  public final void callEvaluated(Machine m, Expression e, Atom type, Frame k) {
    call(m, children(e), Call.tuple(type), k);
  }

  private void call(Machine m, Atom[] args, Call call, Frame k) {
    Atom head = args[0];
    switch (head) {
      case Operation op -> {
        for (int i = 1; i < args.length; i++) {
          args[i] = Terms.resolve(args[i]);
        }
        execute(m, op, Expression.owning(args), call, k);
      }
      case Symbol s -> {
        if (Instructions.isInstruction(s)) {
          Expression e = Expression.owning(args);
          Frame back = new ResultFrame(this, k, m.depth(), e, call);
          m.setDepth(m.depth() + HEAD_DEPTH);
          instructions.execute(m, e, back);
          return;
        }
        Callee callee = callees.of(m.view(), s, args.length);
        Intrinsic intrinsic = callee.intrinsic();
        if (intrinsic != null) {
          intrinsic.apply(this, m, args, call, k);
          return;
        }
        if (callee.hasRules()) {
          applyRules(m, Expression.owning(args), callee, call, k);
        } else {
          irreducible(m, Expression.owning(args), call, k);
        }
      }
      case Expression h -> {
        Expression e = Expression.owning(args);
        if (Terms.hasVariableHead(h)) {
          irreducible(m, e, call, k);
        } else {
          applyRules(m, e, RuleCursor.forExpressionHead(m.view(), e), call, k);
        }
      }
      case Variable v -> irreducible(m, Expression.owning(args), call, k);
      case Grounded g -> {
        Expression e = Expression.owning(args);
        if (callees.hasValueRules(m.view(), args.length)) {
          applyRules(m, e, RuleCursor.forValueHead(m.view(), e), call, k);
        } else {
          irreducible(m, e, call, k);
        }
      }
    }
  }

  @Override
  public final void applyRules(Machine m, Atom[] args, Call call, Frame k) {
    Callee callee = callees.of(m.view(), (Symbol) args[0], args.length);
    applyRules(m, Expression.owning(args), callee, call, k);
  }

  /**
   * Applies the rules of a symbol to a call whose arguments are evaluated, and goes on with what
   * they give.
   */
  protected abstract void applyRules(Machine m, Expression e, Callee callee, Call call, Frame k);

  /** Applies rules for a call whose head is no symbol. */
  protected abstract void applyRules(
      Machine m, Expression e, RuleCursor cursor, Call call, Frame k);

  /** What is known about calls of a symbol in a view. */
  public final Callee calleeOf(View view, Symbol head, int size) {
    return callees.of(view, head, size);
  }

  /**
   * Whether a rule of a view may match expressions of {@code size} children whose head is a plain
   * value. Without one they are data.
   */
  public final boolean hasValueRules(View view, int size) {
    return callees.hasValueRules(view, size);
  }

  /** Calls a grounded operation with evaluated arguments and goes on with its results. */
  public final void execute(Machine m, Operation op, Expression e, Call call, Frame k) {
    switch (op) {
      case ValueOperation v -> goOn(m, v.apply(e, context), e, call, k);
      case ControlOperation c -> c.execute(m, e, new StepFrame(this, k, m.depth(), e, call));
      default -> throw new AssertionError(op);
    }
  }

  /** Goes on with what an operation gave, which may be several results. */
  public final void goOn(Machine m, Atom result, Expression e, Call call, Frame k) {
    if (result instanceof Alternatives several) {
      Choices.evaluateAll(this, m, several.results(), e, call, k);
    } else {
      stepped(m, result, e, call, k);
    }
  }

  @Override
  public final void stepped(Machine m, Atom result, Expression e, Call call, Frame k) {
    if (StepResult.of(result) == StepResult.FUNCTION) {
      runFunction(m, (Expression) result, e, call, k);
    } else {
      reduced(m, result, e, call, k);
    }
  }

  @Override
  public final void runFunction(Machine m, Expression body, Expression e, Call call, Frame k) {
    instructions.function(m, body, e, new ResultFrame(this, k, m.depth(), e, call));
  }

  @Override
  public final void reduced(Machine m, Atom result, Expression e, Call call, Frame k) {
    Atom r = Terms.dereference(result);
    switch (StepResult.of(r)) {
      case IRREDUCIBLE -> irreducible(m, e, call, k);
      case NONE -> m.fail();
      case ERROR -> m.returnValue(ErrorOrigin.madeBy(e, Terms.resolve(r), m), k);
      case FUNCTION, ATOM -> {
        m.setDepth(m.depth() + RESULT_DEPTH);
        m.evaluate(r, call.result(), k);
      }
    }
  }

  @Override
  public final void irreducible(Machine m, Expression e, Call call, Frame k) {
    m.returnValue(irreducible(m, e, call), k);
  }

  /** The value of a call that stays as it is. */
  public final Expression irreducible(Machine m, Expression e, Call call) {
    Expression value = (Expression) Terms.resolve(e);
    mark(value, call, m.view());
    return value;
  }

  /**
   * Marks a call that stays as it is and in which no variable is bound, if evaluating it again
   * would find nothing to do.
   */
  public final void mark(Expression value, Call call, View view) {
    if (isStable(value, call, view)) {
      EvaluatedMark.set(value, view);
    }
  }

  /** Whether evaluating {@code e} again would find nothing to do and nothing to complain about. */
  private boolean isStable(Expression e, Call call, View view) {
    int end = call.isTuple() ? TupleValues.from(e, view) : e.size();
    if (!EvaluatedMark.areChildrenValid(e, call.isTuple() ? 0 : 1, end, call, view)) {
      return false;
    }
    if (call.isTuple()) {
      TupleValues.note(e, 0, view);
    }
    return !Symbols.isError(e) && !checker.inference().mayHaveErrors(e, view);
  }
}
