package dev.mettle.cli.run;

import dev.mettle.vm.limits.RunLimits;
import java.time.Duration;

/** What the options that limit a run may say. */
public final class LimitOptions {

  /** A hundred years and more in seconds; in nanoseconds they are a long. */
  public static final int LONGEST = 2_000_000_000;

  private LimitOptions() {}

  /** Whether this can be a limit of steps. */
  public static boolean isSteps(long steps) {
    return steps > 0;
  }

  /** Whether this can be a limit of time, in seconds. */
  public static boolean isTime(double seconds) {
    return seconds > 0 && seconds <= LONGEST;
  }

  /** The limits; 0 where there is none. */
  public static RunLimits of(long maxSteps, double seconds) {
    return new RunLimits(maxSteps, Duration.ofNanos((long) Math.ceil(seconds * 1e9)));
  }
}
