package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code five-queries}. */
final class FiveQueries implements Twin {

  private static final Symbol NOWHERE = Symbol.of("nowhere");

  private final Facts edges;

  FiveQueries(Path file) {
    edges = FactFile.read(file, "edge");
  }

  @Override
  public Atom main(int size) {
    long sum = 0;
    long step = size / 100;
    for (long i = 0; i < size; i = Math.addExact(i, step)) {
      Atom key = LongAtom.of(i);
      Atom node = edges.withFirst(key).getFirst().get(2);
      Atom back = edges.withSecond(node).getFirst().get(1);
      sum = Math.addExact(sum, edges.count(back, node));
      sum = Math.addExact(sum, edges.count(key, NOWHERE));
      sum = Math.addExact(sum, twice(key));
    }
    List<Atom> all = new ArrayList<>();
    for (Expression fact : edges.all()) {
      all.add(fact.get(1));
    }
    return LongAtom.of(Math.addExact(sum, Expression.of(all).size()));
  }

  /** How far apart the facts are that have the same second argument as this one: not at all. */
  private long twice(Atom key) {
    long difference = 0;
    for (Expression fact : edges.withFirst(key)) {
      for (Expression same : edges.withSecond(fact.get(2))) {
        difference = Math.subtractExact(Cells.number(same.get(1)), Cells.number(key));
      }
    }
    return difference;
  }
}
