package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import org.jspecify.annotations.Nullable;

/**
 * How calls of compiled code end, and the frames that are captured where it leaves, see {@link
 * ProgramContext}.
 *
 * @since 1.0
 */
public abstract class LeavingContext extends InstructionRules {

  /** There is a value. */
  public static final int VALUE = 0;

  /** Frames were captured; the machine goes on from them. */
  public static final int UNWINDING = 1;

  /** There is no value: this alternative has failed. */
  public static final int NONE = 2;

  private int status;

  /** Why the next frame is captured, if its layout does not say so. */
  private @Nullable LeaveReason cause;

  private @Nullable HeapFrame innermost;
  private @Nullable HeapFrame outermost;
  private boolean isClosed;
  private @Nullable HeapFrame next;

  /** For {@link ProgramContext}. */
  LeavingContext() {}

  // ------------------------------------------------------------------ results

  /** How the last call ended: {@link #VALUE}, {@link #UNWINDING} or {@link #NONE}. */
  public final int status() {
    return status;
  }

  /** Ends this alternative without a result; returns null, to be returned. */
  public final @Nullable Atom fail() {
    status = NONE;
    return null;
  }

  // ------------------------------------------------------------------ leaving

  /** Leaves with a frame without values; returns null, to be returned. */
  public final @Nullable Atom leave(FrameLayout layout) {
    return add(new HeapFrame.Empty(because(layout)));
  }

  /** The same with one primitive value. */
  public final @Nullable Atom leave(FrameLayout layout, long first) {
    return add(new HeapFrame.Words(because(layout), first, 0));
  }

  /** The same with two primitive values. */
  public final @Nullable Atom leave(FrameLayout layout, long first, long second) {
    return add(new HeapFrame.Words(because(layout), first, second));
  }

  /** The same with one reference. */
  public final @Nullable Atom leave(FrameLayout layout, @Nullable Object first) {
    return add(new HeapFrame.Atoms(because(layout), first, null));
  }

  /** The same with two references. */
  public final @Nullable Atom leave(
      FrameLayout layout, @Nullable Object first, @Nullable Object second) {
    return add(new HeapFrame.Atoms(because(layout), first, second));
  }

  /** The same with a primitive value and a reference. */
  public final @Nullable Atom leave(FrameLayout layout, long first, @Nullable Object second) {
    return add(new HeapFrame.Mixed(because(layout), first, second));
  }

  /** The same with any values; the arrays belong to the frame. */
  public final @Nullable Atom leave(
      FrameLayout layout, long[] primitives, @Nullable Object[] references) {
    return add(new HeapFrame.Wide(because(layout), primitives, references));
  }

  /** Links what was captured to what waits for it; returns null, to be returned. */
  public final @Nullable Atom close(HeapFrame waiting) {
    if (status == UNWINDING && !isClosed) {
      HeapFrame last = outermost;
      if (last != null) {
        last.setOuter(waiting);
      } else {
        next = waiting;
      }
      isClosed = true;
    }
    return null;
  }

  /** Says why the next frame is captured, where its layout does not. */
  final void setCause(LeaveReason reason) {
    cause = reason;
  }

  private FrameLayout because(FrameLayout layout) {
    LeaveReason reason = cause;
    if (reason == null) {
      return layout;
    }
    cause = null;
    return layout.because(reason);
  }

  private @Nullable Atom add(HeapFrame frame) {
    HeapFrame last = outermost;
    if (last == null) {
      innermost = frame;
    } else {
      last.setOuter(frame);
    }
    outermost = frame;
    status = UNWINDING;
    return null;
  }

  // ------------------------------------------------------------------ for the engine

  /** Forgets what was captured, and begins anew. */
  final void beginAnew() {
    status = VALUE;
    innermost = null;
    outermost = null;
    isClosed = false;
    next = null;
  }

  /** The frames that were captured, linked outwards; null if there are none. */
  protected final @Nullable HeapFrame takeFrames() {
    HeapFrame frames = innermost;
    innermost = null;
    outermost = null;
    return frames;
  }

  /** What the value of something that the machine does is for, where no frames were captured. */
  protected final @Nullable HeapFrame takeNext() {
    HeapFrame waiting = next;
    next = null;
    return waiting;
  }

  /** The status of unwinding, for something that the machine has to do before the frames go on. */
  protected final void unwind() {
    status = UNWINDING;
  }
}
