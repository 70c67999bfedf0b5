package dev.mettle.benchmarks.process;

import java.util.OptionalDouble;

/**
 * A program on one tier; medians over whole processes.
 *
 * @param program its name
 * @param tier the tier
 * @param unit what its work is counted in
 * @param small the smaller size
 * @param large the larger size
 * @param size what the larger size is
 * @param units by how much more work that is
 */
public record ProgramResult(
    String program, String tier, String unit, Times small, Times large, int size, long units) {

  /**
   * Medians of one size.
   *
   * @param nanos by the clock
   * @param cpuNanos processor time; empty where the system does not say
   */
  public record Times(double nanos, OptionalDouble cpuNanos) {}

  /** What a unit of work costs by the clock. */
  public double nanosPerUnit() {
    return (large.nanos() - small.nanos()) / units;
  }

  /** What a unit of work costs in processor time, compilers and garbage collector included. */
  public OptionalDouble cpuNanosPerUnit() {
    return large.cpuNanos().isPresent() && small.cpuNanos().isPresent()
        ? OptionalDouble.of(
            (large.cpuNanos().getAsDouble() - small.cpuNanos().getAsDouble()) / units)
        : OptionalDouble.empty();
  }

  /**
   * How many times as long the larger size took, the start of a process left out.
   *
   * @param startNanos what a process takes that computes nothing
   */
  public double growth(double startNanos) {
    return (large.nanos() - startNanos) / (small.nanos() - startNanos);
  }
}
