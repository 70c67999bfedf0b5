package dev.mettle.benchmarks.report;

import dev.mettle.benchmarks.cost.BreakEven;
import dev.mettle.benchmarks.cost.Timeline;
import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.Operands;
import dev.mettle.benchmarks.process.ProcessRuns;
import dev.mettle.benchmarks.process.ProgramResult;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures that the project wants to reach, beside those of a run. */
public final class Targets {

  private final List<String> backends;
  private final Measurements measured;
  private final MarkdownTable table = new MarkdownTable("what", "at most", "measured", "reached");

  /** Targets that are judged by these measurements. */
  public Targets(List<String> backends, Measurements measured) {
    this.backends = backends;
    this.measured = measured;
  }

  /** The table. */
  public String text() {
    return table.text();
  }

  private void row(String what, String limit, String figure, boolean reached) {
    table.row(what, limit, figure, reached ? "yes" : "**no**");
  }

  /** Expressions at depth 100 over inputs against the same as Java. */
  public void expressions() {
    int depth = StagePage.DEPTH;
    for (Family family : List.of(Family.ARITHMETIC, Family.BOOLEAN, Family.MIXED)) {
      OptionalDouble java = measured.of("PrintedJavaBenchmark.run", family, depth, Operands.INPUTS);
      if (java.isEmpty()) {
        continue;
      }
      double limit = family == Family.ARITHMETIC ? 1.2 : 1.5;
      for (String backend : backends) {
        measured
            .of("CompiledBenchmark.run", backend, family, depth, Operands.INPUTS)
            .ifPresent(
                nanos ->
                    ratio(
                        "%s, depth %d, %s against Java".formatted(family.label(), depth, backend),
                        limit,
                        nanos / java.getAsDouble()));
      }
      measured
          .of("InterpreterBenchmark.run", family, depth, Operands.INPUTS)
          .ifPresent(
              nanos ->
                  ratio(
                      "%s, depth %d, VM against Java".formatted(family.label(), depth),
                      15,
                      nanos / java.getAsDouble()));
    }
    generating(depth);
  }

  private void generating(int depth) {
    for (String backend : backends) {
      // Other backends have no limit of their own; they are held to the laxer one.
      double limit = backend.equals("javassist") ? 0.4e6 : 1.5e6;
      measured
          .of("CompileCostBenchmark.generate", backend, Family.ARITHMETIC, depth, Operands.INPUTS)
          .ifPresent(
              nanos ->
                  row(
                      "generating arithmetic of depth %d, %s".formatted(depth, backend),
                      Figures.time(limit),
                      Figures.time(nanos),
                      nanos <= limit));
    }
  }

  private void ratio(String what, double limit, double value) {
    row(what, Figures.ratio(limit), Figures.ratio(value), value <= limit);
  }

  /** No number of runs is slower with the JIT than without; a tenth is left to the clock. */
  public void repeatedRuns(Map<Family, Map<String, Timeline>> timelines) {
    timelines.forEach(
        (family, curves) -> {
          Timeline machine = curves.get(BreakEven.WITHOUT_JIT);
          Timeline tiers = curves.get(BreakEven.TIERS);
          if (machine == null || tiers == null) {
            return;
          }
          double worst = 0;
          for (int runs : Timeline.checkpoints()) {
            // Below that, a clock reading is as long as what it measures.
            if (runs >= 1_000) {
              worst = Math.max(worst, (double) tiers.at(runs) / machine.at(runs));
            }
          }
          ratio(
              "repeated runs of %s with the JIT against without, the worst"
                  .formatted(family.label()),
              1.1,
              worst);
        });
  }

  /** The tree-walker on whole programs. */
  public void treeWalker(List<ProgramResult> results, ProcessRuns.Start start) {
    for (ProgramResult result : results) {
      if (result.program().startsWith("fib")) {
        row(
            "tree-walker, a call of " + result.program(),
            Figures.time(1_500),
            Figures.time(result.nanosPerUnit()),
            result.nanosPerUnit() <= 1_500);
      }
    }
    for (ProgramResult result : results) {
      if (ProcessRuns.TENFOLD.contains(result.program())) {
        ratio(
            "tree-walker, ten times the size of " + result.program(),
            12,
            result.growth(start.mettle().nanos()));
      }
    }
    ratio(
        "a run of one line against a bare JVM",
        2.5,
        start.mettle().nanos() / start.hello().nanos());
  }
}
