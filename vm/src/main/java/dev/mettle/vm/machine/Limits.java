package dev.mettle.vm.machine;

/**
 * What may end a run from outside: interruption of its thread or by {@link #stop}, a number of
 * machine steps, a point in time. Checked every few thousand steps.
 */
public final class Limits {

  private static final int STRIDE = 4096;

  private final long maxSteps;
  private final long deadlineNanos;
  private final boolean timed;
  private volatile boolean stopped;
  private long steps;

  /**
   * @param maxSteps the largest number of steps, 0 for no limit
   * @param timeoutMillis the longest time in milliseconds, 0 for no limit
   */
  public Limits(long maxSteps, long timeoutMillis) {
    this.maxSteps = maxSteps;
    this.timed = timeoutMillis > 0;
    this.deadlineNanos = timed ? System.nanoTime() + timeoutMillis * 1_000_000L : 0;
  }

  /** No limit at all, but the run can be stopped. */
  public static Limits none() {
    return new Limits(0, 0);
  }

  /** Ends the run soon; may be called from any thread. */
  public void stop() {
    stopped = true;
  }

  /** Machine steps counted so far, in multiples of the checking stride. */
  public long steps() {
    return steps;
  }

  /** How many steps may pass before the next check. */
  int stride() {
    if (maxSteps == 0) {
      return STRIDE;
    }
    return (int) Math.max(1, Math.min(STRIDE, maxSteps - steps));
  }

  void passed(int count) {
    steps += count;
    if (stopped) {
      throw new RunStoppedException(RunStoppedException.Reason.STOPPED, "the run was stopped");
    }
    if (Thread.interrupted()) {
      throw new RunStoppedException(
          RunStoppedException.Reason.INTERRUPTED, "the run was interrupted");
    }
    if (maxSteps > 0 && steps >= maxSteps) {
      throw new RunStoppedException(
          RunStoppedException.Reason.STEP_LIMIT, "the limit of " + maxSteps + " steps is reached");
    }
    if (timed && System.nanoTime() - deadlineNanos > 0) {
      throw new RunStoppedException(
          RunStoppedException.Reason.TIME_LIMIT, "the time limit of the run is reached");
    }
  }
}
