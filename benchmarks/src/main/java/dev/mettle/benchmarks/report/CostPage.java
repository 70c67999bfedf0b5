package dev.mettle.benchmarks.report;

import dev.mettle.benchmarks.cost.BreakEven;
import dev.mettle.benchmarks.cost.Changes;
import dev.mettle.benchmarks.cost.Generation;
import dev.mettle.benchmarks.cost.ShortProcesses;
import dev.mettle.benchmarks.cost.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The tables of what compilation costs, and when it pays. */
public final class CostPage {

  /** What a rule change may cost. */
  private static final double RULE_NANOS = 20e3;

  /** What the first unwinding of three thousand frames may cost. */
  private static final double UNWINDING_NANOS = 5e6;

  /** What a level of a deep recursion may allocate. */
  private static final double LEVEL_BYTES = 64;

  private CostPage() {}

  /**
   * What a loop allocates.
   *
   * @param loop its name
   * @param backend what compiled it
   * @param bytesPerTurn what the profiler of JMH says of a turn
   */
  public record Allocation(String loop, String backend, double bytesPerTurn) {}

  /** Loops and what they allocate. */
  public static String allocation(List<Allocation> all) {
    MarkdownTable table = new MarkdownTable("loop, backend", "bytes a turn", "at most", "reached");
    for (Allocation a : all) {
      double most = a.loop().equals("deep") ? LEVEL_BYTES : 0;
      // What the call itself scatters is not that of a turn.
      boolean reached = a.bytesPerTurn() < most + 0.005;
      table.row(
          a.loop() + ", " + a.backend(),
          Figures.digits(a.bytesPerTurn()),
          Figures.digits(most),
          reached ? "yes" : "**no**");
    }
    return table.text();
  }

  /**
   * What a class of a function costs.
   *
   * @param depth how deep its calls nest
   * @param backend what made the class
   * @param cost what it cost
   */
  public record Made(int depth, String backend, Generation cost) {}

  /** Functions by size, and what their classes cost. */
  public static String generation(List<Made> all) {
    MarkdownTable table =
        new MarkdownTable(
            "depth, backend",
            "instructions",
            "bytes",
            "first of the process",
            "second",
            "tenth",
            "warm",
            "warm, an instruction");
    for (Made made : all) {
      Generation cost = made.cost();
      table.row(
          made.depth() + ", " + made.backend(),
          Figures.count(cost.instructions()),
          Figures.count(cost.classBytes()),
          Figures.time(cost.firstNanos()),
          Figures.time(cost.secondNanos()),
          Figures.time(cost.tenthNanos()),
          Figures.time(cost.warmNanos()),
          Figures.time(cost.warmNanos() / cost.instructions()));
    }
    return table.text();
  }

  /** From how many calls on a class has paid, where everything but the class is warm. */
  public static String warmBreakEven(
      Map<Integer, Map<String, Timeline>> timelines, List<Made> made) {
    MarkdownTable table =
        new MarkdownTable(
            "depth, backend",
            "instructions",
            "VM, an instruction",
            "compiled, an instruction",
            "generating / what a call saves",
            "against the hot VM",
            "against a new function in the VM");
    for (Made m : made) {
      Map<String, Timeline> curves = timelines.getOrDefault(m.depth(), Map.of());
      Timeline machine = curves.get(BreakEven.INTERPRETER);
      Timeline fresh = curves.get(BreakEven.WITHOUT_JIT);
      Timeline compiled = curves.get(m.backend());
      if (machine == null || fresh == null || compiled == null) {
        continue;
      }
      double instructions = m.cost().instructions();
      double saved = machine.nanosPerWarmRun() - compiled.nanosPerWarmRun();
      table.row(
          m.depth() + ", " + m.backend(),
          Figures.count(instructions),
          Figures.time(machine.nanosPerWarmRun() / instructions),
          Figures.time(compiled.nanosPerWarmRun() / instructions),
          saved > 0 ? Figures.count(m.cost().warmNanos() / saved) : "never",
          calls(compiled.breakEven(machine.nanosPerWarmRun())),
          calls(compiled.breakEven(fresh)));
    }
    return table.text();
  }

  private static String calls(OptionalDouble calls) {
    return calls.isPresent() ? Figures.count(calls.getAsDouble()) : "later than measured";
  }

  /** Short processes, and from how many calls on each backend has paid. */
  public static String cold(List<ShortProcesses.Row> rows, List<String> backends) {
    List<String> headings = new ArrayList<>(List.of("depth, calls", ShortProcesses.INTERPRETER));
    headings.addAll(backends);
    headings.add(ShortProcesses.DEFAULT);
    backends.forEach(backend -> headings.add(backend + " / vm"));
    headings.add(ShortProcesses.DEFAULT + " / vm");
    MarkdownTable table = new MarkdownTable(headings.toArray(new String[0]));
    for (ShortProcesses.Row row : rows) {
      List<String> sides = new ArrayList<>(backends);
      sides.add(ShortProcesses.DEFAULT);
      double machine = row.cpuNanos().getOrDefault(ShortProcesses.INTERPRETER, Double.NaN);
      List<String> cells = new ArrayList<>();
      cells.add(row.depth() + ", " + Figures.count(row.calls()));
      cells.add(Figures.time(machine));
      for (String side : sides) {
        cells.add(Figures.time(row.cpuNanos().getOrDefault(side, Double.NaN)));
      }
      for (String side : sides) {
        cells.add(Figures.ratio(row.cpuNanos().getOrDefault(side, Double.NaN) / machine));
      }
      table.row(cells.toArray(new String[0]));
    }
    return table.text();
  }

  /** Rule changes and unwinding. */
  public static String changes(Map<String, Changes> all) {
    MarkdownTable table = new MarkdownTable("what, backend", "measured", "at most", "reached");
    all.forEach(
        (backend, c) -> {
          limit(table, "a rule is added, " + backend, c.ruleNanos(), RULE_NANOS);
          table.row(
              "a rule of the hot function is added, called and taken away, " + backend,
              Figures.time(c.ownRuleNanos()),
              "",
              "");
          limit(
              table,
              "%s hot frames unwound for the first time, %s"
                  .formatted(Figures.count(Changes.FRAMES), backend),
              c.firstDeepNanos() - c.laterDeepNanos(),
              UNWINDING_NANOS);
        });
    return table.text();
  }

  private static void limit(MarkdownTable table, String what, double nanos, double most) {
    table.row(what, Figures.time(nanos), Figures.time(most), nanos <= most ? "yes" : "**no**");
  }
}
