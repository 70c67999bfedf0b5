package dev.mettle.benchmarks.command;

import dev.mettle.benchmarks.cost.BreakEvenProcess;
import dev.mettle.benchmarks.cost.Changes;
import dev.mettle.benchmarks.cost.Generation;
import dev.mettle.benchmarks.cost.ShortProcesses;
import dev.mettle.benchmarks.cost.Timeline;
import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.jmh.AllocationBenchmark;
import dev.mettle.benchmarks.jmh.Backends;
import dev.mettle.benchmarks.report.CostPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures what compilation costs, and what compiled code allocates. */
final class CostRuns {

  private static final List<Integer> DEPTHS = List.of(2, 5, 10, 20, 50, 100);
  private static final List<Integer> FEW_DEPTHS = List.of(2, 10, 50);
  private static final List<Integer> CALLS = List.of(1_000, 3_000, 10_000, 30_000, 100_000);

  /** The profiler's figure; JMH marks what is no result of the benchmark itself with a dot. */
  private static final String BYTES = "gc.alloc.rate.norm";

  private final Effort effort;
  private final Path launcher;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  CostRuns(Effort effort, Path launcher) {
    this.effort = effort;
    this.launcher = launcher;
  }

  /** All figures, for JSON. */
  Map<String, Object> figures() {
    return figures;
  }

  /** Runs everything, and gives the sections of the page. */
  String run() throws RunnerException, IOException, InterruptedException {
    List<String> backends = Backends.ids();
    List<CostPage.Allocation> allocation = allocation(backends);
    List<CostPage.Made> made = new ArrayList<>();
    for (int depth : DEPTHS) {
      for (String backend : backends) {
        Announcement.of("generating depth %d, %s".formatted(depth, backend));
        made.add(new CostPage.Made(depth, backend, Generation.of(depth, backend)));
      }
    }
    Map<Integer, Map<String, Timeline>> timelines = new LinkedHashMap<>();
    for (int depth : FEW_DEPTHS) {
      Announcement.of("break-even of depth " + depth);
      timelines.put(
          depth,
          BreakEvenProcess.measure(Family.ARITHMETIC, depth, (effort.freshClasses() + 1) / 2));
    }
    List<ShortProcesses.Row> cold = new ArrayList<>();
    for (int depth : FEW_DEPTHS) {
      for (int calls : CALLS) {
        Announcement.of("short processes of depth %d, %d calls".formatted(depth, calls));
        cold.add(ShortProcesses.measure(launcher, backends, depth, calls, effort.processes()));
      }
    }
    Map<String, Changes> changes = new TreeMap<>();
    for (String backend : backends) {
      Announcement.of("changes, " + backend);
      changes.put(backend, Changes.of(backend));
    }
    figures.put("allocation", allocation);
    figures.put("generation", made);
    figures.put("timelines", timelines);
    figures.put("short", cold);
    figures.put("changes", changes);
    return "\n## What compiled loops allocate\n\n"
        + CostPage.allocation(allocation)
        + "\n## What a class costs\n\n"
        + CostPage.generation(made)
        + "\n## When it pays, warm\n\n"
        + CostPage.warmBreakEven(timelines, made)
        + "\n## When it pays, in short processes\n\n"
        + CostPage.cold(cold, backends)
        + "\n## Changes and unwinding\n\n"
        + CostPage.changes(changes);
  }

  private List<CostPage.Allocation> allocation(List<String> backends) throws RunnerException {
    Announcement.of("what loops allocate");
    List<RunResult> results =
        new ArrayList<>(
            new Runner(
                    new OptionsBuilder()
                        .include(AllocationBenchmark.class.getName().replace(".", "\\."))
                        .addProfiler(GCProfiler.class)
                        .forks(effort.forks())
                        .warmupIterations(effort.warmUps())
                        .warmupTime(TimeValue.milliseconds(5L * effort.warmUpMillis()))
                        .measurementIterations(effort.samples())
                        .measurementTime(TimeValue.milliseconds(effort.sampleMillis()))
                        .jvmArgsAppend("-XX:+UseSerialGC", ExpressionRuns.QUIET)
                        .param("backend", backends.toArray(String[]::new))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run());
    Map<String, Map<Integer, Double>> bytes = new LinkedHashMap<>();
    for (RunResult result : results) {
      var params = result.getParams();
      result
          .getSecondaryResults()
          .forEach(
              (name, secondary) -> {
                if (name.endsWith(BYTES)) {
                  bytes
                      .computeIfAbsent(
                          params.getParam("loop") + " " + params.getParam("backend"),
                          key -> new TreeMap<>())
                      .put(Integer.parseInt(params.getParam("turns")), secondary.getScore());
                }
              });
    }
    List<CostPage.Allocation> all = new ArrayList<>();
    bytes.forEach(
        (key, byTurns) -> {
          List<Integer> turns = List.copyOf(byTurns.keySet());
          List<Double> values = List.copyOf(byTurns.values());
          String[] words = key.split(" ");
          all.add(
              new CostPage.Allocation(
                  words[0].toLowerCase(Locale.ROOT),
                  words[1],
                  (values.getLast() - values.getFirst()) / (turns.getLast() - turns.getFirst())));
        });
    return all;
  }
}
