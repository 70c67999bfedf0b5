package dev.mettle.vm.tier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
 * @param functions each function that was hot
 * @param problems what was found and cannot be used as a backend
 * @param code what the virtual machine did, as counts by name
 */
public record TierStatistics(
    Tier tier,
    Optional<String> backend,
    List<CompiledFunction> functions,
    List<BackendProblem> problems,
    Map<String, Long> code) {

  /** Copies the collections. */
  public TierStatistics {
    functions = List.copyOf(functions);
    problems = List.copyOf(problems);
    code = Collections.unmodifiableMap(new LinkedHashMap<>(code));
  }

  /** What an engine that compiles nothing has to say. */
  public static TierStatistics treeWalkerAlone() {
    return new TierStatistics(Tier.TREE, Optional.empty(), List.of(), List.of(), Map.of());
  }

  /** How many classes were made of functions of the program. */
  public long units() {
    return code.getOrDefault("units compiled", 0L);
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
      lines.add("hot functions");
    }
    functions.stream()
        .sorted(Comparator.comparingLong(CompiledFunction::entered).reversed())
        .forEach(function -> addLines(lines, function));
    if (!code.isEmpty()) {
      lines.add("");
      lines.add("virtual machine");
      code.forEach((what, count) -> lines.add(String.format(Locale.ROOT, "%12d  %s", count, what)));
    }
    return lines;
  }

  private static void addLines(List<String> lines, CompiledFunction f) {
    lines.add(
        String.format(
            Locale.ROOT,
            "  %s: entered %d x, left %d x, dropped %d x, %d bytes made in %.2f ms, %s",
            f.name(),
            f.entered(),
            f.allLeaves(),
            f.invalidations(),
            f.classBytes(),
            f.compileNanos() / 1e6,
            f.state()));
    f.versions().forEach(version -> lines.add("    " + version));
    f.leaves().forEach((reason, count) -> lines.add("    left " + count + " x " + reason));
  }
}
