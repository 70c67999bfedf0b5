package dev.mettle.benchmarks.hot;

import dev.mettle.benchmarks.process.WarmResult;
import dev.mettle.benchmarks.report.Figures;
import dev.mettle.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The tables of hot code. */
public final class HotPage {

  private final List<WarmResult> results;
  private final List<String> backends;

  /** Tables of results. */
  public HotPage(List<WarmResult> results, List<String> backends) {
    this.results = results;
    this.backends = backends;
  }

  private record Key(String program, int size) {}

  private Set<Key> keys() {
    Set<Key> keys = new LinkedHashSet<>();
    results.forEach(result -> keys.add(new Key(result.program(), result.size())));
    return keys;
  }

  private OptionalDouble unit(Key key, String side) {
    return results.stream()
        .filter(r -> r.program().equals(key.program()) && r.size() == key.size())
        .filter(r -> r.side().equals(side))
        .mapToDouble(WarmResult::cpuNanosPerUnit)
        .findFirst();
  }

  /** What a unit of work takes on each side. */
  public String times() {
    List<String> sides = new ArrayList<>();
    for (WarmResult result : results) {
      if (!sides.contains(result.side())) {
        sides.add(result.side());
      }
    }
    List<String> headings = new ArrayList<>(List.of("program, size", "unit"));
    headings.addAll(sides);
    MarkdownTable table = new MarkdownTable(headings.toArray(new String[0]));
    for (Key key : keys()) {
      List<String> cells = new ArrayList<>();
      cells.add(key.program() + ", " + key.size());
      cells.add(
          results.stream()
              .filter(r -> r.program().equals(key.program()))
              .findFirst()
              .orElseThrow()
              .unit());
      for (String side : sides) {
        OptionalDouble time = unit(key, side);
        cells.add(time.isPresent() ? Figures.time(time.getAsDouble()) : "");
      }
      table.row(cells.toArray(new String[0]));
    }
    return table.text();
  }

  /** What is wanted, and what was reached with each backend. */
  public String limits() {
    List<String> headings = new ArrayList<>(List.of("what", "at most"));
    headings.addAll(backends);
    headings.add("reached");
    MarkdownTable table = new MarkdownTable(headings.toArray(new String[0]));
    for (Key key : keys()) {
      for (HotRow row : HotRow.ALL) {
        if (row.program().equals(key.program()) && row.size() == key.size()) {
          row.limits().forEach(limit -> limit(table, key, limit));
        }
      }
    }
    return table.text();
  }

  private void limit(MarkdownTable table, Key key, HotRow.Limit limit) {
    OptionalDouble base =
        switch (limit.against()) {
          case JAVA -> unit(key, "Java");
          case BEFORE -> unit(key, HotRuns.BEFORE);
          case CALL ->
              keys().stream()
                  .filter(k -> k.program().equals("fib"))
                  .findFirst()
                  .map(k -> unit(k, "Java"))
                  .orElse(OptionalDouble.empty());
        };
    if (base.isEmpty()) {
      return;
    }
    List<String> cells = new ArrayList<>();
    cells.add("%s, %d, against %s".formatted(key.program(), key.size(), limit.against().words()));
    cells.add(Figures.ratio(limit.most()));
    boolean reached = true;
    for (String backend : backends) {
      OptionalDouble time = unit(key, backend);
      double ratio = time.orElse(Double.NaN) / base.getAsDouble();
      cells.add(Figures.ratio(ratio));
      reached &= ratio <= limit.most();
    }
    cells.add(reached ? "yes" : "**no**");
    table.row(cells.toArray(new String[0]));
  }

  /** Whole processes. */
  public static String whole(List<HotRuns.Whole> rows) {
    MarkdownTable table =
        new MarkdownTable(
            "whole process, size", "against", "its CPU", "CPU", "ratio", "at most", "reached");
    for (HotRuns.Whole row : rows) {
      OptionalDouble mine = row.times().cpuNanos();
      OptionalDouble others = row.others().cpuNanos();
      double own = mine.orElse(row.times().nanos());
      double its = others.orElse(row.others().nanos());
      table.row(
          row.what(),
          row.label(),
          Figures.time(its),
          Figures.time(own),
          Figures.ratio(own / its),
          Figures.ratio(row.most()),
          own / its <= row.most() ? "yes" : "**no**");
    }
    return table.text();
  }
}
