package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.IrFunction;

/**
 * The machine as compiled code sees it. The engine's machine implements this class; compiled code
 * gets it as the first argument of every entry and passes it on to whatever it calls.
 *
 * <p>There is one way out of compiled code: {@link #leave} captures the frame of the function in
 * terms of the IR, and then the entry returns {@link #UNWINDING} (or throws {@link Unwinding}, if
 * its result is primitive). Each caller that receives either captures its own frame and passes the
 * signal on; the machine goes on from the captured frames.
 */
public abstract class ExecutionContext {

  /** Returned where a call has no result: this alternative has failed. */
  public static final Atom NONE = new SpecialResult("no result");

  /** Returned where frames were captured and the machine must go on from them. */
  public static final Atom UNWINDING = new SpecialResult("unwinding");

  private int budget;

  /** A context that allows {@code budget} nested calls on the Java stack. */
  protected ExecutionContext(int budget) {
    this.budget = budget;
  }

  // ------------------------------------------------------------------ limits

  /**
   * Enters a call. False if the Java stack has no room for it; then the caller must leave with
   * {@link LeaveReason#DEPTH} instead of calling.
   */
  public final boolean enterCall() {
    return --budget >= 0;
  }

  /** Leaves a call, after {@link #enterCall} in every case. */
  public final void exitCall() {
    budget++;
  }

  /** How many calls may still nest. */
  public final int budget() {
    return budget;
  }

  /**
   * Whether the machine wants control, because of a limit, an interruption or newer code. Asked at
   * loop back edges and calls; on true the code leaves with {@link LeaveReason#POLL}.
   */
  public abstract boolean poll();

  // ------------------------------------------------------------------ leaving compiled code

  /**
   * Captures the frame of the calling function. Frames are captured from the innermost one
   * outwards.
   *
   * @param reason why; callers of a function that leaves pass on {@link LeaveReason#POLL}
   * @param function the function that is left
   * @param irOffset the instruction that has to run next. Everything before it has happened and
   *     must not happen again, so a function that leaves before its first effect may name 0
   * @param locals its locals, parameters first; the array belongs to the context from now on
   * @param operands its operands, deepest first; the array belongs to the context from now on
   */
  public abstract void leave(
      LeaveReason reason, IrFunction function, int irOffset, Atom[] locals, Atom[] operands);

  /** Captures like {@link #leave} and gives the signal to throw from a typed entry. */
  public final Unwinding leaveTyped(
      LeaveReason reason, IrFunction function, int irOffset, Atom[] locals, Atom[] operands) {
    leave(reason, function, irOffset, locals, operands);
    return Unwinding.INSTANCE;
  }

  // ------------------------------------------------------------------ choice points

  /** How many choice points there are. */
  public abstract int choiceHeight();

  /** Makes a choice point: on failure, {@code frame} goes on with the bindings of now. */
  public abstract void pushChoice(CapturedFrame frame);

  /** Forgets the choice points above {@code height}. */
  public abstract void cutTo(int height);

  /** Gives a variable a value and remembers to undo it. False if that would make a cycle. */
  public abstract boolean bind(Variable variable, Atom value);

  /** Makes two atoms equal; false if that is impossible, whatever was bound meanwhile. */
  public abstract boolean unify(Atom left, Atom right);

  // ------------------------------------------------------------------ barriers and collectors

  /** Opens the barrier that holds errors back until a sibling succeeded or all are done. */
  public abstract void beginAlternatives();

  /** Passes a value through the innermost barrier; {@link #NONE} if it is held back or dropped. */
  public abstract Atom endAlternatives(Atom value);

  /** Opens a collector that goes on at {@code frame} when all alternatives are done. */
  public abstract void beginCollect(CapturedFrame frame);

  /** Hands a result to the innermost collector; the caller then returns {@link #NONE}. */
  public abstract void collect(Atom value);

  // ------------------------------------------------------------------ evaluation by the machine

  /** Calls a head that is known only at run time; {@link #NONE} and {@link #UNWINDING} as usual. */
  public abstract Atom callValue(View view, Atom expectedType, Atom head, Atom[] arguments);

  /** Evaluates an atom made at run time; {@link #NONE} and {@link #UNWINDING} as usual. */
  public abstract Atom evaluate(View view, Atom expectedType, Atom atom);
}
