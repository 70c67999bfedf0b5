package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.meaning.Lists;
import dev.mettle.vm.code.meaning.Meanings;
import dev.mettle.vm.code.meaning.OwnValues;
import dev.mettle.vm.code.site.CheckSite;
import dev.mettle.vm.code.site.HeadSite;
import dev.mettle.vm.code.site.OperationSite;
import dev.mettle.vm.code.site.PatternSite;
import dev.mettle.vm.code.site.RuleSite;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.StepResult;
import dev.mettle.vm.minimal.Unification;
import dev.mettle.vm.operation.Alternatives;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.types.CallPlan;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What instructions of compiled code do on this machine. Where something has to be evaluated, it is
 * set up as what the machine does next, and the code unwinds; its frames wait for the value.
 */
public abstract class UnitInstructions extends ProgramContext {

  /** What the machine has to do before the captured frames go on. */
  public interface Step {
    /** Sets it up; its values go to {@code k}. */
    void begin(Machine machine, Frame k);

    /** What it is, for the statistics. */
    String name();
  }

  /**
   * A call of a function that has no compiled code for it.
   *
   * @param several whether it has some, but the caller cannot wait for several values
   */
  public record Pending(
      FunctionLink link, Atom[] call, Atom expected, CodeEvaluator evaluator, boolean several)
      implements Step {
    @Override
    public void begin(Machine machine, Frame k) {
      evaluator.callOut(machine, link, call, expected, k);
    }

    @Override
    public String name() {
      return "a call of " + link.key;
    }
  }

  /** Something else, by a name. */
  record Other(String name, Begin begin) implements Step {
    interface Begin {
      void on(Machine machine, Frame k);
    }

    @Override
    public void begin(Machine machine, Frame k) {
      begin.on(machine, k);
    }
  }

  final CallFrames vm;
  final Machine machine;
  final CodeEvaluator evaluator;
  final Meanings meanings;
  private @Nullable Step pending;

  UnitInstructions(CallFrames vm, CodeEvaluator evaluator, Meanings meanings) {
    super(vm.machine.view().clock());
    this.vm = vm;
    this.machine = vm.machine;
    this.evaluator = evaluator;
    this.meanings = meanings;
  }

  /** What is to be done first, if there is something. */
  final @Nullable Step takePending() {
    Step next = pending;
    pending = null;
    return next;
  }

  /** Has the machine do something; null, to be returned. */
  final @Nullable Atom later(Step step) {
    pending = step;
    unwind();
    return null;
  }

  /** Leaves a step to the machine, which has this name in statistics. */
  public final @Nullable Atom later(String name, Other.Begin begin) {
    return later(new Other(name, begin));
  }

  // ------------------------------------------------------------------ types

  @Override
  public final @Nullable Object check(CodeSite site, Atom expected, Atom[] values) {
    return meanings.checks.check((CheckSite) site, Terms.dereference(expected), values);
  }

  @Override
  public final Atom formal(Object found, int index) {
    CallPlan plan = (CallPlan) found;
    return Terms.dereference(index == 0 ? plan.result() : plan.formals()[index - 1]);
  }

  // ------------------------------------------------------------------ evaluation

  @Override
  public final @Nullable Atom evaluate(Atom atom, Atom expected) {
    Atom own = ownValue(atom, expected);
    if (own != null) {
      return own;
    }
    return later("an atom that has to be evaluated", (m, k) -> m.evaluate(atom, expected, k));
  }

  @Override
  public final @Nullable Atom ownValue(Atom atom, Atom expected) {
    return expected == Symbols.UNDEFINED && isOwn(atom) && atom.isGround()
        ? atom
        : meanings.own.ownValue(atom, expected);
  }

  @Override
  public final int stepVerdict(Atom result) {
    return switch (StepResult.of(Terms.dereference(result))) {
      case IRREDUCIBLE -> NOT_REDUCIBLE;
      case FUNCTION -> FUNCTION;
      case NONE, ERROR, ATOM -> RESULT;
    };
  }

  @Override
  public final @Nullable Atom reduce(Atom result, Atom expected) {
    Atom atom = Terms.dereference(result);
    return switch (StepResult.of(atom)) {
      case NONE -> fail();
      case ERROR -> Terms.resolve(atom);
      case IRREDUCIBLE, FUNCTION, ATOM -> evaluate(atom, expected);
    };
  }

  @Override
  protected final boolean isSame(Atom atom, Atom written) {
    return OwnValues.isSame(atom, written);
  }

  // ------------------------------------------------------------------ operations, instructions

  @Override
  public final @Nullable Atom operate(CodeSite site, Atom[] operands, Atom expected) {
    OperationSite place = (OperationSite) site;
    machine.setRunning(place.code, ~place.offset);
    return operate(place.operation, operands, expected);
  }

  private @Nullable Atom operate(Operation operation, Atom[] operands, Atom expected) {
    Atom[] children = new Atom[operands.length + 1];
    children[0] = operation;
    for (int i = 0; i < operands.length; i++) {
      children[i + 1] = Terms.resolve(operands[i]);
    }
    Expression e = Expression.owning(children);
    Atom type = Terms.dereference(expected);
    if (!(operation instanceof ValueOperation v)) {
      Call call = Call.ofOperation(operation, operands.length, type);
      return later(operation.name(), (m, k) -> evaluator.execute(m, operation, e, call, k));
    }
    Atom result = Terms.dereference(v.apply(e, evaluator.evaluation().context()));
    Call call = Call.ofOperation(operation, operands.length, type);
    return switch (StepResult.of(result)) {
      case IRREDUCIBLE -> evaluator.irreducible(machine, e, call);
      case NONE -> fail();
      case ERROR -> ErrorOrigin.madeBy(e, Terms.resolve(result), machine);
      case FUNCTION -> goOn(operation, result, e, call);
      case ATOM ->
          result instanceof Alternatives || !passes(result, type)
              ? goOn(operation, result, e, call)
              : result;
    };
  }

  private @Nullable Atom goOn(Operation operation, Atom result, Expression e, Call call) {
    return later(operation.name(), (m, k) -> evaluator.goOn(m, result, e, call, k));
  }

  /**
   * Whether evaluation has nothing to do with what an operation gave. A cast may bind variables of
   * the type, as it does in evaluation; one that fails binds nothing, and is made again there.
   */
  private boolean passes(Atom result, Atom expected) {
    return isValue(result, expected)
        || !(result instanceof Expression) && passesCast(result, expected);
  }

  @Override
  public final Atom madeError(CodeSite site, Atom error) {
    RuleSite place = (RuleSite) site;
    return ErrorOrigin.written(error, place.code, ~place.offset);
  }

  @Override
  public final Atom passedError(CodeSite site, Atom error) {
    RuleSite place = (RuleSite) site;
    return ErrorOrigin.passed(error, place.code, ~place.offset, null);
  }

  @Override
  public final void begins(CodeSite site) {
    RuleSite place = (RuleSite) site;
    machine.setRunning(place.code, ~place.offset);
  }

  @Override
  public final @Nullable Atom runInstruction(Atom instruction, Atom expected) {
    Expression e = (Expression) instruction;
    Call call = Call.ofInstruction(e.size() - 1, Terms.dereference(expected));
    return later("an instruction", (m, k) -> evaluator.runInstruction(m, e, call, k));
  }

  @Override
  public final @Nullable Atom runFunction(Atom body, Atom written, Atom expected) {
    Expression function = (Expression) Terms.dereference(body);
    Call call = new Call(null, null, Terms.dereference(expected));
    return later(
        "(function ..)",
        (m, k) -> evaluator.runFunction(m, function, (Expression) written, call, k));
  }

  @Override
  public final @Nullable Atom applyRules(CallTarget target, Atom[] arguments, Atom expected) {
    FunctionLink link = (FunctionLink) target;
    Expression call = Expression.owning(callOf(link.head, arguments));
    return later("rules by unification", (m, k) -> evaluator.applyAll(m, link, call, expected, k));
  }

  @Override
  public final @Nullable Atom callEvaluated(Atom call, Atom expected) {
    Expression e = (Expression) Terms.resolve(call);
    if (meanings.data.isData(e)) {
      return e;
    }
    Atom type = Terms.dereference(expected);
    return later("an evaluated call", (m, k) -> evaluator.callEvaluated(m, e, type, k));
  }

  // ------------------------------------------------------------------ calls

  /** The children of a call. */
  static Atom[] callOf(Atom head, Atom[] arguments) {
    Atom[] call = new Atom[arguments.length + 1];
    call[0] = head;
    for (int i = 0; i < arguments.length; i++) {
      call[i + 1] = Terms.dereference(arguments[i]);
    }
    return call;
  }

  @Override
  public final int headVerdict(CodeSite site, Atom head) {
    return switch (((HeadSite) site).verdict(head)) {
      case DATA -> DATA;
      case UNTYPED -> UNTYPED;
      case TYPED -> TYPED;
      case OTHER -> OTHER;
    };
  }

  @Override
  public final @Nullable Atom callValue(
      CodeSite site, Atom head, Atom[] arguments, Atom expected, int room) {
    HeadSite place = (HeadSite) site;
    if (head instanceof Symbol symbol) {
      return call(place.linkOf(symbol), arguments, expected, room);
    }
    machine.setRunning(place.code, ~place.offset);
    return operate((Operation) head, arguments, expected);
  }

  // ------------------------------------------------------------------ variables

  @Override
  public final Atom freshVariable(Atom name) {
    return Variable.fresh(((Symbol) name).name());
  }

  @Override
  public final long newScope() {
    return Variable.newScope();
  }

  @Override
  public final Atom scopeVariable(long scope, int order, Atom name) {
    return Variable.freshIn(scope, ((Symbol) name).name());
  }

  // ------------------------------------------------------------------ unification

  @Override
  public final int unify(Atom left, Atom right) {
    Atom x = Terms.dereference(left);
    Atom y = Terms.dereference(right);
    if (Unification.queried(x, y) != null) {
      return UNDECIDED;
    }
    return meanings.attempts.unify(x, y) ? SAME : DIFFERENT;
  }

  @Override
  public final int match(CodeSite site, Atom atom, @Nullable Atom[] slots, long scope) {
    PatternSite pattern = (PatternSite) site;
    Atom value = Terms.dereference(atom);
    if (pattern.isQueryOf(value)) {
      return UNDECIDED;
    }
    return match(pattern, value, slots, local -> unset(pattern, local, scope));
  }

  /** Matches, see {@link Attempts#match}. */
  final int match(
      PatternSite pattern, Atom value, @Nullable Atom[] slots, IntFunction<Variable> variable) {
    return meanings.attempts.match(pattern, value, slots, variable) ? SAME : DIFFERENT;
  }

  private static Variable unset(PatternSite site, int local, long scope) {
    return site.scope < 0
        ? Variable.fresh(site.nameOf(local))
        : Variable.freshIn(scope, site.nameOf(local));
  }

  // ------------------------------------------------------------------ lists

  @Override
  public final @Nullable Atom cons(Atom first, Atom rest) {
    return meanings.lists.cons(first, rest);
  }

  @Override
  public final @Nullable Atom car(Atom list) {
    return meanings.lists.car(list);
  }

  @Override
  public final @Nullable Atom cdr(Atom list) {
    return meanings.lists.cdr(list);
  }

  @Override
  public final @Nullable Atom decons(Atom list) {
    return meanings.lists.decons(list);
  }

  @Override
  public final @Nullable Atom asList(Atom atom) {
    return Lists.asList(Terms.dereference(atom));
  }

  @Override
  public final boolean isFunction(Atom atom) {
    return StepResult.isFunction(Terms.dereference(atom));
  }

  @Override
  public final boolean isGround(Atom atom) {
    return Terms.resolve(atom).isGround();
  }

  @Override
  public final Object newList() {
    return Expression.EMPTY;
  }

  @Override
  public final Object addTo(Object list, Atom child) {
    return Lists.add(list, child);
  }

  @Override
  public final Atom takeList(Object list) {
    return Lists.take(list);
  }
}
