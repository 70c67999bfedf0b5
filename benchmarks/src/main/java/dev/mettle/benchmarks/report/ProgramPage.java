package dev.mettle.benchmarks.report;

import dev.mettle.benchmarks.program.HeapResult;
import dev.mettle.benchmarks.program.ProcessRuns;
import dev.mettle.benchmarks.program.ProgramResult;
import dev.mettle.benchmarks.program.WarmResult;
import java.util.List;
import java.util.OptionalDouble;

/** The tables of whole processes. */
public final class ProgramPage {

  private ProgramPage() {}

  /**
   * Programs on their tiers.
   *
   * @param results all tiers of a program one after the other, the one to compare with first
   */
  public static String programs(List<ProgramResult> results) {
    MarkdownTable table =
        new MarkdownTable(
            "program, tier, size",
            "unit",
            "small",
            "large",
            "a unit, clock",
            "a unit, CPU",
            "against the first tier");
    ProgramResult first = results.getFirst();
    for (ProgramResult result : results) {
      if (!result.program().equals(first.program()) || result.tier().equals(first.tier())) {
        first = result;
      }
      String same = result.size() == first.size() ? "" : ", another size";
      table.row(
          result.program() + ", " + result.tier() + ", " + result.size(),
          result.unit(),
          Figures.time(result.small().nanos()),
          Figures.time(result.large().nanos()),
          Figures.time(result.nanosPerUnit()),
          time(result.cpuNanosPerUnit()),
          Figures.digits(first.nanosPerUnit() / result.nanosPerUnit()) + " x as fast" + same);
    }
    return table.text();
  }

  private static String time(OptionalDouble nanos) {
    return nanos.isPresent() ? Figures.time(nanos.getAsDouble()) : "";
  }

  /** How programs grow with ten times the size. */
  public static String growth(List<ProgramResult> results, ProcessRuns.Start start) {
    MarkdownTable table =
        new MarkdownTable("program, tier", "small", "large", "ten times the size takes");
    for (ProgramResult result : results) {
      if (ProcessRuns.TENFOLD.contains(result.program())) {
        table.row(
            result.program() + ", " + result.tier() + ", " + result.size(),
            Figures.time(result.small().nanos()),
            Figures.time(result.large().nanos()),
            Figures.ratio(result.growth(start.mettle().nanos())));
      }
    }
    return table.text();
  }

  /** Programs in warm processes. */
  public static String warm(List<WarmResult> results) {
    MarkdownTable table =
        new MarkdownTable(
            "program, tier, size",
            "heap at most",
            "a run, clock",
            "a run, CPU",
            "unit",
            "units",
            "a unit, clock",
            "a unit, CPU");
    for (WarmResult result : results) {
      OptionalDouble cpu = result.run().cpuNanos();
      table.row(
          result.program() + ", " + result.tier() + ", " + result.size(),
          result.heap(),
          Figures.time(result.run().nanos()),
          time(cpu),
          result.unit(),
          Figures.count((double) result.units()),
          Figures.time(result.run().nanos() / result.units()),
          time(cpu.isPresent() ? OptionalDouble.of(cpu.getAsDouble() / result.units()) : cpu));
    }
    return table.text();
  }

  /** What heap programs need. */
  public static String heaps(List<HeapResult> results) {
    MarkdownTable table =
        new MarkdownTable(
            "program, tier, size",
            "by default",
            "young generation",
            "smallest heap",
            "of a small size",
            "unit",
            "bytes a unit");
    for (HeapResult result : results) {
      table.row(
          result.program() + ", " + result.tier() + ", " + result.size(),
          Figures.time(result.nanos()),
          result.young(),
          result.largeMegabytes() + " MB",
          result.smallMegabytes() + " MB",
          result.unit(),
          Figures.count(result.bytesPerUnit()));
    }
    return table.text();
  }

  /** How long it takes to start. */
  public static String start(ProcessRuns.Start start) {
    MarkdownTable table = new MarkdownTable("process", "clock", "CPU", "against the bare JVM");
    double hello = start.hello().nanos();
    table.row("bare JVM, hello", Figures.time(hello), time(start.hello().cpuNanos()), "1.00 x");
    table.row(
        "bin/mettle run -e '!(+ 1 2)'",
        Figures.time(start.mettle().nanos()),
        time(start.mettle().cpuNanos()),
        Figures.ratio(start.mettle().nanos() / hello));
    return table.text();
  }
}
