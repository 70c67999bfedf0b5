package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.meaning.Meanings;
import dev.mettle.vm.code.meaning.OwnValues;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.EvaluatedMark;
import dev.mettle.vm.minimal.StepResult;
import dev.mettle.vm.space.View;
import dev.mettle.vm.tier.Continuation;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What compiled functions see of the machine, on top of the virtual machine. */
final class VmContext extends UnitAlternatives implements CompiledRules.Runner {

  /** What a call that leaves the class takes of the stack besides the callee, in units. */
  private static final int OUTSIDE = 16;

  /** What a class that runs its ways back in asks. */
  interface Ways {

    /** The number of the way that goes on in the class; negative if it is done for now. */
    int nextWay();

    /**
     * Whether the frame that waits for the value of the one that goes on is of a layout of the
     * class, and goes on there at once.
     *
     * @param value the value; null for one in a primitive lane
     */
    boolean handOver(FrameLayout layout, @Nullable Atom value);
  }

  private @Nullable View view;
  private @Nullable Ways ways;

  /** Of so many polls one makes the code leave; 0 for none. */
  private final int leaveAtPolls;

  private long polls;

  VmContext(
      CallFrames vm,
      CodeEvaluator evaluator,
      Meanings meanings,
      Resumption resumption,
      int leaveAtPolls) {
    super(vm, evaluator, meanings, resumption);
    this.leaveAtPolls = leaveAtPolls;
    if (leaveAtPolls > 0) {
      requestStop();
    }
  }

  /** Says who knows what goes on next. */
  void setWays(Ways known) {
    ways = known;
  }

  /** Lets go of what was handed over. */
  void letGo() {
    forgetEntries();
  }

  // ------------------------------------------------------------------ entries

  /**
   * Runs a version whose arguments are set.
   *
   * @param waiting what its values are for, if there may be several
   */
  void run(CodeTier.Entry entry, @Nullable HeapFrame waiting, int units) {
    enterView();
    setContinuation(waiting);
    begin(units);
    invoke(entry.handle());
  }

  private void enterView() {
    View now = machine.view();
    if (now != view) {
      view = now;
      markTag = EvaluatedMark.tag(now);
    }
  }

  void invoke(MethodHandle handle) {
    try {
      handle.invokeExact((ProgramContext) this);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException("compiled code threw", t);
    }
  }

  /**
   * Says which frame goes on, whose value was delivered.
   *
   * @param units the room for calls
   */
  void prepare(HeapFrame frame, int units) {
    enterView();
    setResumed(frame);
    setContinuation(frame.outer());
    begin(units);
  }

  @Override
  public int nextWay() {
    return ways().nextWay();
  }

  @Override
  public boolean handOver(FrameLayout waiting) {
    return ways().handOver(waiting, null);
  }

  @Override
  public boolean handOver(FrameLayout waiting, Atom value) {
    return ways().handOver(waiting, value);
  }

  private Ways ways() {
    return Objects.requireNonNull(ways);
  }

  /** Hands a value to the frame that goes on next; false if it is not of the lane. */
  boolean deliver(Continuation way, Atom atom) {
    Lane lane = Objects.requireNonNull(way.delivered());
    if (!CodeTier.fits(lane, atom)) {
      return false;
    }
    if (lane == Lane.REFERENCE) {
      deliver(atom);
    } else {
      deliver(LaneWords.of(lane, atom));
    }
    return true;
  }

  /** The same for the result of the frame that went on last. */
  boolean deliver(Continuation way, Lane result) {
    return way.delivered() == result || deliver(way, result(result));
  }

  /** Sets an argument from an operand of the running frame. */
  void argument(int index, Lane lane, Code caller, int operand) {
    if (lane == Lane.REFERENCE) {
      setArgument(index, vm.operand(caller, operand));
      return;
    }
    long word = operand < 0 ? caller.poolWords[~operand] : vm.words[vm.base + operand];
    setArgument(
        index,
        switch (lane) {
          case LONG ->
              word == Words.REFERENCE
                  ? ((LongAtom) vm.operand(caller, operand)).value()
                  : Words.integer(word);
          case DOUBLE -> word;
          case BOOLEAN -> word == Words.TRUE ? 1 : 0;
          case REFERENCE, OBJECT -> throw new AssertionError(lane);
        });
  }

  /** Sets an argument, which fits its lane. */
  void argument(int index, Lane lane, Atom atom) {
    if (lane == Lane.REFERENCE) {
      setArgument(index, atom);
    } else {
      setArgument(index, LaneWords.of(lane, atom));
    }
  }

  /** Sets the expected type behind {@code n} arguments. */
  void expected(int n, Atom type) {
    setArgument(n, type);
  }

  /** Puts the result of a version to an index of the stack. */
  void result(Lane lane, int to) {
    switch (lane) {
      case LONG -> {
        long n = word();
        if (Words.fits(n)) {
          vm.words[to] = Words.ofInteger(n);
        } else {
          vm.put(to, LongAtom.of(n));
        }
      }
      case DOUBLE -> vm.words[to] = Words.ofDouble(Double.longBitsToDouble(word()));
      case BOOLEAN -> vm.words[to] = Words.ofBool(word() != 0);
      case REFERENCE -> vm.put(to, value());
      case OBJECT -> throw new AssertionError(lane);
    }
  }

  /** The result of a version. */
  Atom result(Lane lane) {
    return lane == Lane.REFERENCE ? value() : LaneWords.atom(lane, word());
  }

  /** What the value of the step to come is for, where no frames were captured. */
  @Nullable HeapFrame next() {
    return takeNext();
  }

  /** The captured frames, from the innermost. */
  @Nullable HeapFrame frames() {
    return takeFrames();
  }

  // ------------------------------------------------------------------ polls

  @Override
  public boolean poll() {
    machine.passed(0);
    if (leaveAtPolls > 0) {
      return ++polls % leaveAtPolls == 0;
    }
    clearStop();
    return false;
  }

  // ------------------------------------------------------------------ values

  @Override
  protected boolean isOwnSlowly(Atom atom) {
    return switch (atom) {
      case Expression e ->
          e.size() == 0
              || EvaluatedMark.isStillValid(e, machine.view())
              || meanings.own.isPlainData(e);
      case Variable v -> Terms.dereference(v) == v;
      case Symbol s -> s != Symbols.EMPTY;
      case dev.mettle.ir.atom.Grounded g -> true;
    };
  }

  @Override
  public boolean isValue(Atom atom, Atom expected) {
    return meanings.own.isOwnValue(atom, expected);
  }

  @Override
  public boolean isResult(Atom atom, Atom expected) {
    if (atom instanceof Variable || atom instanceof Expression e && !e.isGround()) {
      return false;
    }
    StepResult result = StepResult.of(atom);
    if (result != StepResult.ATOM && result != StepResult.ERROR) {
      return false;
    }
    return expected == Symbols.UNDEFINED ? isOwn(atom) : meanings.own.isOwnValue(atom, expected);
  }

  @Override
  public boolean passesCast(Atom atom, Atom expected) {
    return !(atom instanceof Variable)
        && meanings.own.castErrors(atom, Terms.dereference(expected), machine.view()).isEmpty();
  }

  @Override
  public boolean admits(Atom expected, Atom type) {
    return OwnValues.admits(expected, type);
  }

  @Override
  public boolean isOfKind(Atom atom, Atom kind) {
    return OwnValues.isOfKind(Terms.dereference(atom), (Symbol) kind);
  }

  @Override
  public Atom dereference(Atom atom) {
    return Terms.dereference(atom);
  }

  // ------------------------------------------------------------------ data

  @Override
  protected Atom constructSlowly(CallTarget target, Expression data) {
    return meanings.data.constructed((FunctionLink) target, data);
  }

  @Override
  public Atom markEvaluated(Atom atom) {
    return meanings.data.markEvaluated(atom);
  }

  @Override
  public Atom instantiate(Atom template, @Nullable Atom[] locals) {
    for (int i = 0; i < locals.length; i++) {
      Atom local = locals[i];
      if (local != null) {
        locals[i] = Terms.resolve(local);
      }
    }
    return Terms.instantiate(template, locals);
  }

  // ------------------------------------------------------------------ calls

  @Override
  public @Nullable Atom call(CallTarget target, Atom[] arguments, Atom expected, int room) {
    return call((FunctionLink) target, arguments, expected, null, room);
  }

  @Override
  public @Nullable Atom call(
      CallTarget target, Atom[] arguments, Atom expected, HeapFrame waiting, int room) {
    Atom value = call((FunctionLink) target, arguments, expected, waiting, room);
    return value != null ? value : close(waiting);
  }

  private @Nullable Atom call(
      FunctionLink link, Atom[] arguments, Atom expected, @Nullable HeapFrame waiting, int room) {
    Code callee = link.codeFor(expected);
    Atom[] call = callOf(link.head, arguments);
    boolean several = false;
    if (callee == null) {
      if (link.kind == FunctionLink.Kind.CONSTRUCTOR) {
        return meanings.data.constructed(link, Expression.owning(call));
      }
    } else if (room > 0 && callee.tier != null && !(stopped() && poll())) {
      CodeTier.Entry entry = resumption.entry(callee, call, expected);
      // What may give several values needs a frame that waits for them.
      several = entry != null && entry.resumable() && waiting == null;
      if (entry != null && !several) {
        setArguments(entry, call, expected);
        run(entry, waiting, room - OUTSIDE);
        return status() == VALUE ? result(entry.result()) : null;
      }
    }
    return later(new Pending(link, call, expected, evaluator, several));
  }

  @Override
  public @Nullable Atom applyRules(
      CallTarget target, Atom[] arguments, Atom expected, HeapFrame waiting, int room) {
    FunctionLink link = (FunctionLink) target;
    Atom type = Terms.dereference(expected);
    Expression call = Expression.owning(callOf(link.head, arguments));
    CompiledRules rules = new CompiledRules(resumption, evaluator, machine, call, type, waiting);
    evaluator.applyAll(machine, link, call, rules);
    Atom value = rules.begin(this, room);
    return value != null ? value : close(waiting);
  }

  @Override
  public @Nullable Atom enter(Code code, Atom[] call, Atom expected, HeapFrame waiting, int room) {
    CodeTier.Entry entry = room > 0 ? resumption.entry(code, call, expected) : null;
    if (entry == null) {
      return later(
          "a rule without compiled code", (m, k) -> evaluator.enter(code, call, expected, k));
    }
    setArguments(entry, call, expected);
    run(entry, waiting, room - OUTSIDE);
    return status() == VALUE ? result(entry.result()) : null;
  }

  /** Sets the arguments of a call, and the expected type. */
  void setArguments(CodeTier.Entry entry, Atom[] call, Atom expected) {
    Lane[] lanes = entry.lanes();
    for (int i = 0; i < lanes.length; i++) {
      argument(i, lanes[i], call[i + 1]);
    }
    expected(lanes.length, expected);
  }
}
