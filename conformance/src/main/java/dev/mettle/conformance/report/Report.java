package dev.mettle.conformance.report;

import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.Lane;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.Runs;
import dev.mettle.conformance.kit.Status;
import java.util.List;
import java.util.Set;

/**
 * The outcome of all checks of one backend.
 *
 * @param backend the backend
 * @param results one result for each check, in order
 * @param circumstances when, where and with what it was checked
 * @since 1.0
 */
public record Report(
    BackendDescriptor backend, List<CheckResult> results, Circumstances circumstances) {

  /** Copies the list. */
  public Report {
    results = List.copyOf(results);
  }

  /** The checks that failed. */
  public List<CheckResult> failures() {
    return results.stream().filter(result -> result.status() == Status.FAILED).toList();
  }

  /** How many checks ended so. */
  public long count(Status status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  /** Whether nothing failed. */
  public boolean isConformant() {
    return failures().isEmpty();
  }

  /** The checks up to a stage that no compiled code served. */
  public List<CheckResult> uncovered(int stage) {
    return results.stream().filter(result -> result.isUncovered(stage)).toList();
  }

  /** The highest level that these results bear out. */
  public Level level() {
    return Level.of(backend, results);
  }

  /** The level, and whether it is one without lanes, or with some alone. */
  public String standing() {
    Set<Lane> lanes = backend.lanes();
    String name = level().name();
    if (backend.hasAllLanes()) {
      return name;
    }
    return name + (lanes.isEmpty() ? " without lanes" : " with lanes " + lanes);
  }

  /** How many calls compiled code ran. */
  public Runs runs() {
    return results.stream().map(CheckResult::runs).reduce(Runs.NONE, Runs::and);
  }
}
