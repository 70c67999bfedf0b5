package dev.mettle.vm.limits;

import dev.mettle.vm.place.CallTrace;
import org.jspecify.annotations.Nullable;

/**
 * A run ended before it was done, by a limit, by request or for want of memory. What the run had
 * added to spaces stays; the engine can be used again.
 */
public final class RunStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a run ended early. */
  public enum Reason {
    /** Somebody called {@code stop}. */
    STOPPED,
    /** The running thread was interrupted; its interrupt status is cleared. */
    INTERRUPTED,
    /** The step limit was reached. */
    STEP_LIMIT,
    /** The time limit was reached. */
    TIME_LIMIT,
    /** The heap of the JVM is full. */
    OUT_OF_MEMORY,
    /** The stack of the running thread is full, which only operations written in Java can do. */
    STACK_OVERFLOW,
    /** A product of integers would have more than some four million bits. */
    INTEGER_TOO_LARGE
  }

  private final Reason reason;
  private final transient CallTrace trace;

  /** A run that ended for {@code reason}. */
  public RunStoppedException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** A run that ended for {@code reason}, of which the JVM told by {@code cause}. */
  public RunStoppedException(Reason reason, String message, @Nullable Throwable cause) {
    this(reason, message, cause, CallTrace.UNKNOWN);
  }

  /**
   * A run that ended for {@code reason}.
   *
   * @param trace the rules that were at work, as far as they are known
   */
  public RunStoppedException(
      Reason reason, String message, @Nullable Throwable cause, CallTrace trace) {
    super(message, cause);
    this.reason = reason;
    this.trace = trace;
  }

  /** The rules that were at work, as far as they are known. */
  public CallTrace trace() {
    return trace;
  }

  /**
   * The same end, of which it is known what was at work.
   *
   * @param atWork the rules
   */
  public RunStoppedException withTrace(CallTrace atWork) {
    return new RunStoppedException(reason, String.valueOf(getMessage()), getCause(), atWork);
  }

  /** Why the run ended. */
  public Reason reason() {
    return reason;
  }
}
