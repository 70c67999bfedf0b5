package dev.mettle.benchmarks.process;

/**
 * A program on one side, in warm processes.
 *
 * @param program its name
 * @param side who ran it
 * @param size what {@code main} was called with
 * @param heap the largest heap that the process could have, in words
 * @param unit what its work is counted in
 * @param units how much work a run is
 * @param nanos what a run takes by the clock, as the median
 * @param cpuNanos what it takes in processor time, as the median; without the JVM's compilers
 * @param lowest the lowest sample of that
 * @param highest the highest sample
 */
public record WarmResult(
    String program,
    String side,
    int size,
    String heap,
    String unit,
    long units,
    double nanos,
    double cpuNanos,
    double lowest,
    double highest) {

  /** Processor time of a unit of work. */
  public double cpuNanosPerUnit() {
    return cpuNanos / units;
  }
}
