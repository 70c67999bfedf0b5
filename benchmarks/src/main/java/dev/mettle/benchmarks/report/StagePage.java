package dev.mettle.benchmarks.report;

import dev.mettle.benchmarks.cost.BreakEven;
import dev.mettle.benchmarks.cost.Timeline;
import dev.mettle.benchmarks.expression.ExpressionTree;
import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.Operands;
import dev.mettle.benchmarks.jmh.RepeatedRunsBenchmark;
import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.ir.atom.AtomPrinter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The page with the expressions of one stage. */
public final class StagePage {

  /** The depth at which repeated runs and break-even are measured. */
  public static final int DEPTH = 100;

  private static final int[] SHOWN_RUNS = {1, 100, 1_000, 10_000, 20_000, 50_000, 100_000, 200_000};

  private final List<Family> families;
  private final List<Integer> depths;
  private final List<String> backends;
  private final Measurements measured;
  private final Map<Family, Map<String, Timeline>> timelines;
  private final StringBuilder out = new StringBuilder();

  /**
   * A page.
   *
   * @param timelines for each family what {@link BreakEven} measured; empty if it was left out
   */
  public StagePage(
      List<Family> families,
      List<Integer> depths,
      List<String> backends,
      Measurements measured,
      Map<Family, Map<String, Timeline>> timelines) {
    this.families = families;
    this.depths = depths;
    this.backends = backends;
    this.measured = measured;
    this.timelines = timelines;
  }

  /** The sections of the page as Markdown. */
  public String text() {
    for (Family family : families) {
      family(family);
    }
    compileCost();
    if (depths.contains(DEPTH)) {
      repeatedRuns();
    }
    if (!timelines.isEmpty()) {
      breakEven();
      curves();
    }
    return out.toString();
  }

  // ------------------------------------------------------------------ one family

  private void family(Family family) {
    out.append("\n## ").append(family.label()).append("\n\n");
    out.append("At depth 10:\n\n    ");
    out.append(AtomPrinter.print(new Workload(family, 10, Operands.INPUTS).body())).append("\n");
    for (Operands operands : Operands.values()) {
      out.append("\n### ").append(family.label()).append(", ").append(operands.label());
      out.append("\n\n");
      runs(family, operands);
    }
  }

  private void runs(Family family, Operands operands) {
    MarkdownTable table =
        new MarkdownTable(
            "depth, engine",
            "time",
            "M operations/s",
            "against the tree-walker",
            "against the tier before",
            "against Java");
    for (int depth : depths) {
      ExpressionTree tree = family.tree(depth, operands);
      OptionalDouble walker = measured.of("TreeWalkerBenchmark.run", family, depth, operands);
      OptionalDouble machine = measured.of("InterpreterBenchmark.run", family, depth, operands);
      OptionalDouble java = measured.of("PrintedJavaBenchmark.run", family, depth, operands);
      Row row = new Row(table, depth, tree.operations(), walker, java);
      OptionalDouble none = OptionalDouble.empty();
      row.add("tree-walker", walker, none);
      row.add(
          "VM, new rule",
          measured.of("InterpreterBenchmark.compileAndRun", family, depth, operands),
          walker);
      row.add("VM", machine, walker);
      for (String backend : backends) {
        row.add(
            backend,
            measured.of("CompiledBenchmark.run", backend, family, depth, operands),
            machine);
      }
      row.add("Java", java, none);
    }
    out.append(table.text());
  }

  /** Adds the rows of one depth. */
  private record Row(
      MarkdownTable table, int depth, int operations, OptionalDouble walker, OptionalDouble java) {

    void add(String engine, OptionalDouble time, OptionalDouble before) {
      if (time.isEmpty()) {
        return;
      }
      double nanos = time.getAsDouble();
      table.row(
          depth + ", " + engine,
          Figures.time(nanos),
          Figures.digits(1e3 * operations / nanos),
          quotient(walker, nanos),
          quotient(before, nanos),
          java.isPresent() ? Figures.ratio(nanos / java.getAsDouble()) : "");
    }
  }

  /** How many times as fast as something else. */
  private static String quotient(OptionalDouble other, double nanos) {
    return other.isPresent() ? Figures.digits(other.getAsDouble() / nanos) + " x as fast" : "";
  }

  // ------------------------------------------------------------------ cost of compiling

  private void compileCost() {
    out.append("\n## Compile cost\n\n");
    out.append("The compilers are warm. Lowering: from text to verified code, in a new engine.\n");
    out.append("Generating: from verified code to a class that is defined and initialised.\n\n");
    MarkdownTable table =
        new MarkdownTable(
            "family, depth, backend",
            "lowering",
            "generating",
            "generating / lowering",
            "per operation");
    for (Family family : families) {
      for (int depth : depths) {
        for (String backend : backends) {
          compileCost(table, family, depth, backend);
        }
      }
    }
    out.append(table.text());
  }

  private void compileCost(MarkdownTable table, Family family, int depth, String backend) {
    Operands operands = Operands.INPUTS;
    OptionalDouble lowering = measured.of("CompileCostBenchmark.lower", family, depth, operands);
    OptionalDouble generating =
        measured.of("CompileCostBenchmark.generate", backend, family, depth, operands);
    if (lowering.isEmpty() || generating.isEmpty()) {
      return;
    }
    table.row(
        "%s, %d, %s".formatted(family.label(), depth, backend),
        Figures.time(lowering.getAsDouble()),
        Figures.time(generating.getAsDouble()),
        Figures.ratio(generating.getAsDouble() / lowering.getAsDouble()),
        Figures.time(generating.getAsDouble() / family.tree(depth, operands).operations()));
  }

  // ------------------------------------------------------------------ repeated runs

  private void repeatedRuns() {
    out.append("\n## %,d runs\n\n".formatted(RepeatedRunsBenchmark.RUNS));
    out.append("Depth %d over inputs; times are those of all runs together.\n\n".formatted(DEPTH));
    MarkdownTable table = new MarkdownTable("family, engine", "time", "against the tree-walker");
    for (Family family : families) {
      OptionalDouble walker = repeated("treeWalker", family);
      repeated(table, family, "tree-walker", walker, walker);
      repeated(
          table,
          family,
          "VM, a new rule each time",
          repeated("interpreterRecompiled", family),
          walker);
      repeated(table, family, "VM", repeated("interpreter", family), walker);
      for (String backend : backends) {
        repeated(table, family, backend + ", warm", repeated("compiled", backend, family), walker);
        repeated(
            table,
            family,
            backend + ", generated and new to HotSpot",
            repeated("compiledWithGeneration", backend, family),
            walker);
      }
    }
    out.append(table.text());
  }

  private OptionalDouble repeated(String method, Family family) {
    return measured.of("RepeatedRunsBenchmark." + method, family, DEPTH, Operands.INPUTS);
  }

  private OptionalDouble repeated(String method, String backend, Family family) {
    return measured.of("RepeatedRunsBenchmark." + method, backend, family, DEPTH, Operands.INPUTS);
  }

  private static void repeated(
      MarkdownTable table,
      Family family,
      String engine,
      OptionalDouble time,
      OptionalDouble walker) {
    if (time.isPresent()) {
      double nanos = time.getAsDouble();
      table.row(family.label() + ", " + engine, Figures.time(nanos), quotient(walker, nanos));
    }
  }

  // ------------------------------------------------------------------ break-even

  private void breakEven() {
    out.append("\n## Break-even\n\n");
    out.append("From how many runs on a fresh class, generation included, has taken less");
    out.append(" processor time than the hot VM or the tree-walker\n(depth %d,".formatted(DEPTH));
    out.append(" over inputs). The formula divides the warm cost of generating by what a warm run");
    out.append(" saves; it does not know\nthat HotSpot has to warm each new class.\n\n");
    MarkdownTable table =
        new MarkdownTable(
            "family, backend", "against the VM", "formula", "against the tree-walker", "formula");
    timelines.forEach(
        (family, curves) -> {
          double machine = curve(curves, BreakEven.INTERPRETER).nanosPerWarmRun();
          double walker = curve(curves, BreakEven.TREE_WALKER).nanosPerWarmRun();
          for (String backend : backends) {
            if (!curves.containsKey(backend)) {
              continue;
            }
            Timeline fresh = curve(curves, backend);
            OptionalDouble generating =
                measured.of(
                    "CompileCostBenchmark.generate", backend, family, DEPTH, Operands.INPUTS);
            table.row(
                family.label() + ", " + backend,
                runs(fresh.breakEven(machine)),
                formula(generating, machine, fresh),
                runs(fresh.breakEven(walker)),
                formula(generating, walker, fresh));
          }
        });
    out.append(table.text());
  }

  private static Timeline curve(Map<String, Timeline> curves, String subject) {
    Timeline curve = curves.get(subject);
    if (curve == null) {
      throw new IllegalArgumentException("no timeline of " + subject);
    }
    return curve;
  }

  private static String runs(OptionalDouble count) {
    int[] checkpoints = Timeline.checkpoints();
    return count.isPresent()
        ? Figures.count(count.getAsDouble())
        : "more than " + Figures.count(checkpoints[checkpoints.length - 1]);
  }

  private static String formula(OptionalDouble generating, double nanosPerRun, Timeline fresh) {
    double saved = nanosPerRun - fresh.nanosPerWarmRun();
    if (generating.isEmpty() || saved <= 0) {
      return "";
    }
    return Figures.count(Math.ceil(generating.getAsDouble() / saved));
  }

  private void curves() {
    out.append("\n## Fresh code\n\n");
    out.append(
        "Processor time from the first call on, generation included, median of fresh classes."
            + " *tiers*");
    out.append(" is a new function with the default");
    out.append(" options,\nand *without JIT* the same that stays in");
    out.append(" the VM; their ratio says how much slower the JIT makes it at worst.\n");
    timelines.forEach(
        (family, curves) -> {
          out.append("\n### ").append(family.label()).append(", fresh code\n\n");
          String[] headings = new String[backends.size() + 5];
          int column = 0;
          headings[column++] = "runs";
          headings[column++] = "VM";
          for (String backend : backends) {
            headings[column++] = backend;
          }
          headings[column++] = "without JIT";
          headings[column++] = "tiers";
          headings[column] = "tiers / without JIT";
          MarkdownTable table = new MarkdownTable(headings);
          for (int runs : SHOWN_RUNS) {
            double machine = curve(curves, BreakEven.INTERPRETER).at(runs);
            double withoutJit = curve(curves, BreakEven.WITHOUT_JIT).at(runs);
            double tiers = curve(curves, BreakEven.TIERS).at(runs);
            String[] cells = new String[headings.length];
            int at = 0;
            cells[at++] = Figures.count(runs);
            cells[at++] = Figures.time(machine);
            for (String backend : backends) {
              Timeline fresh = curves.get(backend);
              cells[at++] = fresh == null ? "" : Figures.time((double) fresh.at(runs));
            }
            cells[at++] = Figures.time(withoutJit);
            cells[at++] = Figures.time(tiers);
            cells[at] = Figures.ratio(tiers / withoutJit);
            table.row(cells);
          }
          out.append(table.text());
        });
  }
}
