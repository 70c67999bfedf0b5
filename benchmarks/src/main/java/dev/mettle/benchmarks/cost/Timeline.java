package dev.mettle.benchmarks.cost;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How much time was used for so many runs.
 *
 * @param nanos nanoseconds since the beginning, at each of {@link #CHECKPOINTS}
 */
public record Timeline(long[] nanos) {

  private static final int[] CHECKPOINTS = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 20_000, 30_000, 50_000,
    70_000, 100_000, 200_000
  };

  /** The numbers of runs after which the clock is read. */
  public static int[] checkpoints() {
    return CHECKPOINTS.clone();
  }

  /** The median of several timelines, checkpoint by checkpoint. */
  static Timeline median(Timeline[] timelines) {
    long[] medians = new long[CHECKPOINTS.length];
    for (int i = 0; i < medians.length; i++) {
      int at = i;
      long[] sorted = Arrays.stream(timelines).mapToLong(t -> t.nanos()[at]).sorted().toArray();
      medians[i] = sorted[sorted.length / 2];
    }
    return new Timeline(medians);
  }

  /** The time after so many runs, one of the checkpoints. */
  public long at(int runs) {
    return nanos[Arrays.binarySearch(CHECKPOINTS, runs)];
  }

  /** Nanoseconds of a run once everything is warm: the slope between the last two checkpoints. */
  public double nanosPerWarmRun() {
    int last = CHECKPOINTS.length - 1;
    return (double) (nanos[last] - nanos[last - 1]) / (CHECKPOINTS[last] - CHECKPOINTS[last - 1]);
  }

  /**
   * The number of runs from which on this took less time than runs of constant cost; none if that
   * is never so within the timeline.
   */
  public OptionalDouble breakEven(double nanosPerRun) {
    long[] line = new long[CHECKPOINTS.length];
    for (int i = 0; i < line.length; i++) {
      line[i] = (long) (CHECKPOINTS[i] * nanosPerRun);
    }
    return breakEven(new Timeline(line));
  }

  /** The same against another timeline. */
  public OptionalDouble breakEven(Timeline other) {
    int from = CHECKPOINTS.length;
    while (from > 0 && nanos[from - 1] <= other.nanos[from - 1]) {
      from--;
    }
    if (from == CHECKPOINTS.length) {
      return OptionalDouble.empty();
    }
    if (from == 0) {
      return OptionalDouble.of(CHECKPOINTS[0]);
    }
    // Between two checkpoints both are taken for straight lines.
    double behind = nanos[from - 1] - other.nanos[from - 1];
    double ahead = other.nanos[from] - nanos[from];
    double part = behind / (behind + ahead);
    return OptionalDouble.of(
        CHECKPOINTS[from - 1] + part * (CHECKPOINTS[from] - CHECKPOINTS[from - 1]));
  }
}
