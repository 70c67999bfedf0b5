package dev.mettle.benchmarks.report;

import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.Operands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All outcomes of a run, to be looked up by what was measured. */
public final class Measurements {

  private final List<Measurement> all = new ArrayList<>();

  /** Nothing measured yet. */
  public Measurements() {}

  /** Adds outcomes. */
  public void add(Collection<Measurement> more) {
    all.addAll(more);
  }

  /** All of them, in the order in which they were measured. */
  public List<Measurement> all() {
    return List.copyOf(all);
  }

  /** The median of a benchmark of an expression; none if it was not run. */
  public OptionalDouble of(String benchmark, Family family, int depth, Operands operands) {
    return find(
        benchmark,
        Map.of(
            "family", family.name(),
            "depth", Integer.toString(depth),
            "operands", operands.name()));
  }

  /** The same of a benchmark that depends on the backend. */
  public OptionalDouble of(
      String benchmark, String backend, Family family, int depth, Operands operands) {
    return find(
        benchmark,
        Map.of(
            "family", family.name(),
            "depth", Integer.toString(depth),
            "operands", operands.name(),
            "backend", backend));
  }

  private OptionalDouble find(String benchmark, Map<String, String> parameters) {
    return all.stream()
        .filter(m -> m.benchmark().equals(benchmark) && m.parameters().equals(parameters))
        .mapToDouble(Measurement::nanos)
        .findFirst();
  }
}
