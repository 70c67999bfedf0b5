package dev.mettle.vm.limits;

import java.time.Duration;

/**
 * How long a run may take. A run that reaches a limit ends with a {@link RunStoppedException}.
 *
 * <p>A step is one step of the machine: about one call, argument or alternative. The same program
 * takes the same number of steps on every machine, as long as it is run by the same tier. Time is
 * the time that the run itself takes, without the pauses of a run whose results are fetched one by
 * one.
 *
 * @param maxSteps the largest number of steps, 0 for no limit
 * @param timeout the longest time, {@link Duration#ZERO} for no limit
 */
public record RunLimits(long maxSteps, Duration timeout) {

  private static final RunLimits NONE = new RunLimits(0, Duration.ZERO);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public RunLimits {
    if (maxSteps < 0) {
      throw new IllegalArgumentException("a negative number of steps: " + maxSteps);
    }
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("a negative time: " + timeout);
    }
  }

  /** No limit. */
  public static RunLimits none() {
    return NONE;
  }

  /** A limit of steps alone. */
  public static RunLimits ofSteps(long maxSteps) {
    return new RunLimits(maxSteps, Duration.ZERO);
  }

  /** A limit of time alone. */
  public static RunLimits ofTime(Duration timeout) {
    return new RunLimits(0, timeout);
  }

  /** Whether there is a time limit. */
  public boolean isTimed() {
    return !timeout.isZero();
  }
}
