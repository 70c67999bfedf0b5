package dev.mettle.vm.tier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What ran where, and why something did not run elsewhere.
 *
 * @param backend the id of the backend in use, if one was needed and found
 * @param functions each function that was called or compiled
 * @param notRunnable functions that the interpreter refused, with the reason
 * @param problems what was found and cannot be used as a backend
 */
public record TierStatistics(
    Optional<String> backend,
    List<FunctionStatistics> functions,
    Map<String, String> notRunnable,
    List<BackendProblem> problems) {

  /** Copies the collections. */
  public TierStatistics {
    functions = List.copyOf(functions);
    notRunnable = Map.copyOf(notRunnable);
    problems = List.copyOf(problems);
  }

  /** Calls that the interpreter ran. */
  public long interpretedRuns() {
    return functions.stream().mapToLong(FunctionStatistics::interpretedRuns).sum();
  }

  /** Calls that compiled code ran. */
  public long compiledRuns() {
    return functions.stream().mapToLong(FunctionStatistics::compiledRuns).sum();
  }

  /** The statistics as lines of text, the busiest functions first. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("backend: " + backend.orElse("none needed"));
    if (!functions.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-28s %12s %12s %8s %9s  %s",
              "function",
              "interpreted",
              "compiled",
              "left",
              "compile",
              "state"));
    }
    functions.stream()
        .sorted(
            Comparator.<FunctionStatistics>comparingLong(
                    f -> f.interpretedRuns() + f.compiledRuns())
                .reversed())
        .forEach(f -> lines.add(line(f)));
    notRunnable.forEach((name, reason) -> lines.add(name + ": left to the tree-walker: " + reason));
    problems.forEach(problem -> lines.add("backend not usable: " + problem));
    return lines;
  }

  private static String line(FunctionStatistics f) {
    long left = f.leaves().values().stream().mapToLong(Long::longValue).sum();
    StringBuilder state = new StringBuilder(f.state());
    f.leaves()
        .forEach(
            (reason, count) ->
                state.append("; left ").append(count).append(" x ").append(reason.description()));
    return String.format(
        Locale.ROOT,
        "%-28s %12d %12d %8d %7.2fms  %s",
        f.name(),
        f.interpretedRuns(),
        f.compiledRuns(),
        left,
        f.compileNanos() / 1e6,
        state);
  }
}
