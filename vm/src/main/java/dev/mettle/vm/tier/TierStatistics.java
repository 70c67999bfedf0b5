package dev.mettle.vm.tier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What ran where, and why something did not run elsewhere.
 *
 * @param tier how far the engine compiles
 * @param backend the id of the backend in use, if one was needed and found
 * @param functions each function that was called or compiled
 * @param refused functions that have no code of plain values, with the reason
 * @param leftExpressions how many top-level expressions were evaluated without such code, by reason
 * @param problems what was found and cannot be used as a backend
 * @param code what the virtual machine did, as counts by name
 */
public record TierStatistics(
    Tier tier,
    Optional<String> backend,
    List<FunctionStatistics> functions,
    Map<String, String> refused,
    Map<String, Long> leftExpressions,
    List<BackendProblem> problems,
    Map<String, Long> code) {

  private static final String ROW = "%-28s %12s %12s %8s %12s %9s  %s";
  private static final int MAX_NAME = 28;

  /** Copies the collections. */
  public TierStatistics {
    functions = List.copyOf(functions);
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    leftExpressions = Collections.unmodifiableMap(new LinkedHashMap<>(leftExpressions));
    problems = List.copyOf(problems);
    code = Collections.unmodifiableMap(new LinkedHashMap<>(code));
  }

  /** The same with what the virtual machine has to say. */
  public TierStatistics withCode(Map<String, Long> counts) {
    return new TierStatistics(tier, backend, functions, refused, leftExpressions, problems, counts);
  }

  /** What an engine that compiles nothing has to say. */
  public static TierStatistics treeWalkerAlone() {
    return new TierStatistics(
        Tier.TREE, Optional.empty(), List.of(), Map.of(), Map.of(), List.of(), Map.of());
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
    lines.add("tier: " + tier);
    if (tier == Tier.TREE) {
      lines.add("everything ran on the tree-walker");
      return lines;
    }
    if (tier == Tier.JIT) {
      lines.add("backend: " + backend.orElse("none needed"));
    }
    problems.forEach(problem -> lines.add("backend not usable: " + problem));
    if (!functions.isEmpty()) {
      lines.add("");
      lines.add(
          String.format(
              Locale.ROOT,
              ROW,
              "lowered",
              "interpreted",
              "compiled",
              "left",
              "by rules",
              "compiling",
              "state"));
    }
    functions.stream()
        .sorted((a, b) -> Long.compare(b.runs(), a.runs()))
        .forEach(f -> lines.add(line(f)));
    if (!refused.isEmpty() || !leftExpressions.isEmpty()) {
      lines.add("");
      lines.add(String.format(Locale.ROOT, "%-28s %s", "no plain arithmetic", "because"));
    }
    refused.forEach(
        (name, reason) -> lines.add(String.format(Locale.ROOT, "%-28s %s", cut(name), reason)));
    leftExpressions.forEach(
        (reason, count) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%-28s %s",
                    count == 1 ? "1 expression" : count + " expressions",
                    reason)));
    if (!code.isEmpty()) {
      lines.add("");
      lines.add("virtual machine");
      code.forEach((what, count) -> lines.add(String.format(Locale.ROOT, "%12d  %s", count, what)));
    }
    return lines;
  }

  private static String line(FunctionStatistics f) {
    StringBuilder state = new StringBuilder(f.state());
    f.leaves()
        .forEach(
            (reason, count) ->
                state.append("; left ").append(count).append(" x ").append(reason.description()));
    f.leftToRules()
        .forEach(
            (reason, count) ->
                state
                    .append("; by rules ")
                    .append(count)
                    .append(" x ")
                    .append(reason.description()));
    return String.format(
        Locale.ROOT,
        ROW,
        cut(f.name()),
        f.interpretedRuns(),
        f.compiledRuns(),
        sum(f.leaves()),
        sum(f.leftToRules()),
        String.format(Locale.ROOT, "%.2fms", f.compileNanos() / 1e6),
        state);
  }

  private static String cut(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 2) + "..";
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
