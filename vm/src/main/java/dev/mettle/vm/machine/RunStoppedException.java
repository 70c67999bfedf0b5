package dev.mettle.vm.machine;

/** A run ended before it was done, by a limit or by request; the engine stays usable. */
public final class RunStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a run ended early. */
  public enum Reason {
    /** Somebody called {@code stop}. */
    STOPPED,
    /** The running thread was interrupted. */
    INTERRUPTED,
    /** The step limit was reached. */
    STEP_LIMIT,
    /** The time limit was reached. */
    TIME_LIMIT,
    /** The heap is exhausted. */
    OUT_OF_MEMORY
  }

  private final Reason reason;

  /** A run that ended for {@code reason}. */
  public RunStoppedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why the run ended. */
  public Reason reason() {
    return reason;
  }
}
