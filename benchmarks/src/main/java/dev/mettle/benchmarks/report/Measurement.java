package dev.mettle.benchmarks.report;

import java.util.Map;

/**
 * The outcome of one benchmark.
 *
 * @param benchmark its name
 * @param parameters what it was run with
 * @param nanos the median
 * @param lowest the lowest sample
 * @param highest the highest sample
 * @param samples how many there were
 */
public record Measurement(
    String benchmark,
    Map<String, String> parameters,
    double nanos,
    double lowest,
    double highest,
    long samples) {

  /** Copies the map. */
  public Measurement {
    parameters = Map.copyOf(parameters);
  }
}
