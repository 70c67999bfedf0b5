package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import org.jspecify.annotations.Nullable;

/**
 * The machine as compiled functions of programs see it. Every method of generated code has it as
 * its first parameter and hands it on.
 *
 * <p><b>Results</b> are told by status. A method that gives a reference returns null where there is
 * none, one that gives a primitive value anything at all, and then {@link #status} is not {@link
 * #VALUE}. On {@link #UNWINDING} frames were captured, from the innermost outwards: a caller that
 * waits for the value captures its own by {@link #leave} and returns as well, a caller that was at
 * its last act just returns. On {@link #NONE} the alternative has failed, and everyone just
 * returns.
 *
 * <p><b>Leaving.</b> Code that cannot go on at an instruction captures its frame at that
 * instruction by {@link #leave} and returns; the interpreter runs the instruction, and all that
 * follows it. Nothing that had an effect may have happened since the offset that is named.
 *
 * @since 1.0
 */
public abstract class ProgramContext extends EntryContext {

  /** The clock of the engine. */
  protected final Clock clock;

  /** What the marks of evaluated expressions begin with in the present view. */
  protected long markTag;

  /** A context of an engine with this clock. */
  protected ProgramContext(Clock clock) {
    this.clock = clock;
  }

  // ------------------------------------------------------------------ several results

  /** Makes a frame of resumable code. */
  public static HeapFrame frame(
      FrameLayout layout,
      HeapFrame outer,
      long word,
      @Nullable Object first,
      @Nullable Object second) {
    return new ResumableFrame.Few(layout, outer, word, first, second);
  }

  /** The same with more values. */
  public static HeapFrame frame(
      FrameLayout layout,
      HeapFrame outer,
      long word0,
      long word1,
      @Nullable Object reference0,
      @Nullable Object reference1,
      @Nullable Object reference2,
      @Nullable Object reference3) {
    return new ResumableFrame.Some(
        layout, outer, word0, word1, reference0, reference1, reference2, reference3);
  }

  /** The same with any values; the arrays belong to the frame. */
  public static HeapFrame frame(
      FrameLayout layout, HeapFrame outer, long[] words, @Nullable Object[] references) {
    return new ResumableFrame.Many(layout, outer, words, references);
  }

  /** Has a frame wait for the values of a call that begins now; returns it. */
  public final HeapFrame await(HeapFrame frame) {
    ((ResumableFrame) frame).setBarrier(newest());
    return frame;
  }

  /**
   * Lets the first value of a call through to the frame that waits for it.
   *
   * @return the value; null if there is none, or if it is kept back
   */
  public final @Nullable Atom arrive(HeapFrame waiting, @Nullable Atom result) {
    if (result == null) {
      return null;
    }
    ResumableFrame frame = (ResumableFrame) waiting;
    if (frame.barrier() == newest()) {
      return result;
    }
    if (!Symbols.isError(result)) {
      frame.succeed();
      return result;
    }
    return keepBack(frame, result) ? fail() : result;
  }

  /** The same for a value in a primitive lane; false if there is none. */
  public final boolean arrive(HeapFrame waiting) {
    if (status() != VALUE) {
      return false;
    }
    ResumableFrame frame = (ResumableFrame) waiting;
    if (frame.barrier() != newest()) {
      frame.succeed();
    }
    return true;
  }

  /**
   * For classes that run their ways back in by a loop of their own: the number of the one that is
   * next, among {@link UnitOutcome.Compiled#resumes}; negative if the class is done for now.
   */
  public int nextWay() {
    return -1;
  }

  /** The newest choice point; null if there is none. */
  public abstract @Nullable Object newest();

  /**
   * Keeps an error back, the first value of a call that has other alternatives.
   *
   * @return false if it need not wait
   */
  protected abstract boolean keepBack(ResumableFrame waiting, Atom error);

  // ------------------------------------------------------------------ polls

  /** Whether the machine wants control; asked before calls, or at entry, and on loop back edges. */
  public final boolean stopped() {
    return clock.isStopped();
  }

  /**
   * Looks at limits and interruption after {@link #stopped}.
   *
   * @return whether the code has to leave with {@link LeaveReason#POLL}
   */
  public abstract boolean poll();

  /** From any thread: wants control, soon. */
  public final void requestStop() {
    clock.requestStop();
  }

  /** Takes the request back. */
  protected final void clearStop() {
    clock.clearStop();
  }

  // ------------------------------------------------------------------ what code relies on

  /**
   * Where {@link Footing#mayCall} or the room says no before a call: whether the call can be made.
   * If not, the frame that is captured next tells why.
   */
  public final boolean mayCall(
      Footing footing, CallTarget target, FunctionCode code, int roomLeft) {
    if (roomLeft < 0) {
      setCause(LeaveReason.DEPTH);
    } else if (stopped() && poll()) {
      setCause(LeaveReason.POLL);
    } else if (footing.renew() || target.runs(code)) {
      return true;
    }
    return false;
  }

  /** The same for a call that can be made in another way. */
  public final boolean mayCall(Footing footing) {
    return !stopped() && footing.renew();
  }

  /** Where {@link Footing#holds} says no at a guard: whether what a body relies on still holds. */
  public final boolean isCurrent(Footing footing, FunctionCode code) {
    return footing.renew() || code.isCurrent();
  }

  // ------------------------------------------------------------------ what values are

  /**
   * Whether a value is its own value against {@code %Undefined%} and passes {@code fail_if_empty}:
   * evaluating it gives it back as it is.
   */
  public final boolean isOwn(Atom atom) {
    if (atom instanceof Symbol symbol) {
      return symbol != Symbols.EMPTY;
    }
    if (atom instanceof LongAtom) {
      return true;
    }
    return atom instanceof Expression e && e.isMarked(markTag | clock.now()) || isOwnSlowly(atom);
  }

  /**
   * Whether a value can be told at once to be its own value against {@code %Undefined%}, and no
   * error.
   */
  public final boolean isSurelyOwn(Atom atom) {
    if (atom instanceof Expression e) {
      return e.isMarked(markTag | clock.now()) && !e.hasHead(Symbols.ERROR);
    }
    return atom instanceof LongAtom || atom instanceof Symbol && atom != Symbols.EMPTY;
  }

  /** Whether a value is the symbol {@code Empty}. */
  public final boolean isEmpty(Atom atom) {
    return atom == Symbols.EMPTY || atom instanceof Variable && dereference(atom) == Symbols.EMPTY;
  }

  /** Whether a value is an error, and not the one that was written in its place. */
  public final boolean isNewError(Atom atom, Atom written) {
    return Symbols.isError(atom) && !isSame(atom, written);
  }

  /** Whether a value and what was written, resolved, are equal. */
  protected abstract boolean isSame(Atom atom, Atom written);

  /** The rest of {@link #isOwn}; false also for a variable that has a value. */
  protected abstract boolean isOwnSlowly(Atom atom);

  /** Whether a value is its own value against a type, as {@code eval_atom} has it. */
  public abstract boolean isValue(Atom atom, Atom expected);

  /**
   * Whether the result of a step is the value of the call: its own value, and neither {@code
   * NotReducible} nor {@code Empty} nor {@code (function ..)}.
   */
  public abstract boolean isResult(Atom atom, Atom expected);

  /** Whether {@code cast} lets a value pass as it is. */
  public abstract boolean passesCast(Atom atom, Atom expected);

  /** Whether an expected type is {@code type}, or one that accepts everything. */
  public abstract boolean admits(Atom expected, Atom type);

  /** Whether a value is of the kind that {@code jump_unless_kind} names. */
  public abstract boolean isOfKind(Atom atom, Atom kind);

  // ------------------------------------------------------------------ data

  /**
   * The data that a call without rules is; null if calls of the target are no data any more, so
   * that the code has to leave.
   */
  public final @Nullable Atom construct(CallTarget target, Atom first) {
    if (!target.constructs()) {
      return null;
    }
    Expression data = Expression.of(target.head, first);
    return target.isPlain() && isOwn(first) && data.isGround()
        ? marked(data)
        : constructSlowly(target, data);
  }

  /** The same for two arguments. */
  public final @Nullable Atom construct(CallTarget target, Atom first, Atom second) {
    if (!target.constructs()) {
      return null;
    }
    Expression data = Expression.of(target.head, first, second);
    return target.isPlain() && isOwn(first) && isOwn(second) && data.isGround()
        ? marked(data)
        : constructSlowly(target, data);
  }

  /** The same for code of a class that relies on it, see {@link Footing#reliesOnData}. */
  public final @Nullable Atom construct(
      Footing footing, CallTarget target, Atom first, Atom second) {
    if (footing.holds() && target.isPlain()) {
      Expression data = Expression.evaluated(target.head, first, second, markTag | clock.now());
      if (data != null) {
        return data;
      }
    }
    return construct(target, first, second);
  }

  /** The same for any arguments; the array begins with the head and belongs to the result. */
  public final @Nullable Atom construct(CallTarget target, Atom[] children) {
    return target.constructs() ? constructSlowly(target, Expression.owning(children)) : null;
  }

  private Atom marked(Expression data) {
    data.setEvaluatedMark(markTag | clock.now());
    return data;
  }

  /** Resolves and marks data as the interpreter does; null if the code has to leave. */
  protected abstract @Nullable Atom constructSlowly(CallTarget target, Expression data);

  /** An irreducible expression, resolved and marked. */
  public abstract Atom markEvaluated(Atom atom);

  /** The instance of a template over the locals; a local that was not set is null. */
  public abstract Atom instantiate(Atom template, @Nullable Atom[] locals);

  // ------------------------------------------------------------------ calls

  /**
   * Calls what is not part of the class. The array of arguments belongs to the call.
   *
   * @param room what is left for the call, see {@link #room()}
   * @return the value, or null; see {@link #status()}
   */
  public abstract @Nullable Atom call(CallTarget target, Atom[] arguments, Atom expected, int room);

  /** The same for a call that may give several values, which are for {@code waiting}. */
  public abstract @Nullable Atom call(
      CallTarget target, Atom[] arguments, Atom expected, HeapFrame waiting, int room);
}
