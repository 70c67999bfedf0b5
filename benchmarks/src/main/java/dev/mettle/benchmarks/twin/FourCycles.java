package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code four-cycles}: for each road and one that goes on, the roads from there that lead back. */
final class FourCycles implements Twin {

  private static final Symbol ROAD = Symbol.of("road");
  private static final Symbol CENTRE = Symbol.of("centre");
  private static final int ROADS = 3;

  @Override
  public Atom main(int size) {
    Facts roads = new Facts();
    for (long i = 0; i != size; i = Math.addExact(i, 1)) {
      Atom here = LongAtom.of(i);
      for (long k = 0; k != ROADS; k++) {
        long to = Math.addExact(Math.multiplyExact(i, ROADS), k) % size;
        roads.add(ROAD, here, LongAtom.of(to));
      }
      if (i % 2 == 0) {
        roads.add(ROAD, here, CENTRE);
      } else {
        roads.add(ROAD, CENTRE, here);
      }
    }
    Map<Atom, Set<Atom>> backTo = new HashMap<>();
    for (Expression road : roads.all()) {
      backTo.computeIfAbsent(road.get(2), key -> new HashSet<>()).add(road.get(1));
    }
    List<Atom> all = new ArrayList<>();
    for (Expression first : roads.all()) {
      Set<Atom> last = backTo.getOrDefault(first.get(1), Set.of());
      for (Expression second : roads.withFirst(first.get(2))) {
        for (Expression third : roads.withFirst(second.get(2))) {
          if (last.contains(third.get(2))) {
            all.add(Expression.of(first.get(1), first.get(2), second.get(2), third.get(2)));
          }
        }
      }
    }
    return LongAtom.of(Expression.of(all).size());
  }
}
