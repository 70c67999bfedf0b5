package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code transitive-closure}. */
final class TransitiveClosure implements Twin {

  @Override
  public Atom main(int size) {
    Facts map = Facts.roads(size);
    long count = 0;
    for (long i = 0; i != size; i = Math.addExact(i, 1)) {
      count = Math.addExact(count, reach(map, LongAtom.of(i)).size());
    }
    return LongAtom.of(count);
  }

  private static Set<Atom> reach(Facts map, Atom from) {
    Set<Atom> seen = new LinkedHashSet<>();
    List<Atom> todo = List.of(from);
    while (!todo.isEmpty()) {
      List<Atom> next = new ArrayList<>();
      for (Atom town : todo) {
        for (Expression road : map.withFirst(town)) {
          if (seen.add(road.get(2))) {
            next.add(road.get(2));
          }
        }
      }
      todo = next;
    }
    return seen;
  }
}
