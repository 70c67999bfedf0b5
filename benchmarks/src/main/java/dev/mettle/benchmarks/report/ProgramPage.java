package dev.mettle.benchmarks.report;

import dev.mettle.benchmarks.process.HeapResult;
import dev.mettle.benchmarks.process.ProcessRuns;
import dev.mettle.benchmarks.process.ProgramResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The tables of whole processes. */
public final class ProgramPage {

  private static final String DEFAULT_BACKEND = "javassist";

  private static final String INTERPRETER = "vm";

  /** No program should be slower with compilation than without; the rest is left to noise. */
  private static final double MOST = 1.05;

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

  /**
   * What whole processes of the largest size take in processor time, a row for each program; and
   * how much more or less that is with the default backend than in the interpreter; more than noise
   * is printed bold.
   */
  public static String sideBySide(List<ProgramResult> results) {
    Set<String> sides = new LinkedHashSet<>();
    Map<String, Integer> largest = new LinkedHashMap<>();
    for (ProgramResult result : results) {
      sides.add(result.tier());
      largest.merge(result.program(), result.size(), Math::max);
    }
    List<String> headings = new ArrayList<>(List.of("program, size"));
    headings.addAll(sides);
    boolean compared = sides.contains(DEFAULT_BACKEND) && sides.contains(INTERPRETER);
    if (compared) {
      headings.add(DEFAULT_BACKEND + " / " + INTERPRETER);
    }
    MarkdownTable table = new MarkdownTable(headings.toArray(new String[0]));
    largest.forEach(
        (program, size) -> {
          Map<String, Double> times = new HashMap<>();
          for (ProgramResult r : results) {
            if (r.program().equals(program) && r.size() == size) {
              times.put(r.tier(), r.large().cpuNanos().orElse(r.large().nanos()));
            }
          }
          List<String> cells = new ArrayList<>(List.of(program + ", " + size));
          for (String side : sides) {
            Double time = times.get(side);
            cells.add(time == null ? "" : Figures.time(time));
          }
          if (compared) {
            String ratio = Figures.ratio(ratio(times));
            cells.add(ratio(times) > MOST ? "**" + ratio + "**" : ratio);
          }
          table.row(cells.toArray(new String[0]));
        });
    return table.text();
  }

  private static double ratio(Map<String, Double> times) {
    return times.getOrDefault(DEFAULT_BACKEND, Double.NaN)
        / times.getOrDefault(INTERPRETER, Double.NaN);
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
