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

/**
 * {@code triangles}: for each fact the smaller one of the two sets that meet in the third place.
 */
final class Triangles implements Twin {

  private static final Symbol KNOWS = Symbol.of("knows");
  private static final Symbol HUB = Symbol.of("hub");

  @Override
  public Atom main(int size) {
    Facts wheel = new Facts();
    for (long i = 0; i != size; i = Math.addExact(i, 1)) {
      wheel.add(KNOWS, HUB, LongAtom.of(i));
      wheel.add(KNOWS, LongAtom.of(i), HUB);
      wheel.add(KNOWS, LongAtom.of(i), LongAtom.of(Math.addExact(i, 1) % size));
    }
    Map<Atom, Set<Atom>> known = new HashMap<>();
    for (Expression fact : wheel.all()) {
      known.computeIfAbsent(fact.get(1), key -> new HashSet<>()).add(fact.get(2));
    }
    List<Atom> all = new ArrayList<>();
    for (Expression fact : wheel.all()) {
      Atom a = fact.get(1);
      Atom b = fact.get(2);
      List<Expression> after = wheel.withFirst(b);
      List<Expression> before = wheel.withSecond(a);
      if (after.size() <= before.size()) {
        for (Expression third : after) {
          if (known.getOrDefault(third.get(2), Set.of()).contains(a)) {
            all.add(Expression.of(a, b, third.get(2)));
          }
        }
      } else {
        for (Expression third : before) {
          if (known.getOrDefault(b, Set.of()).contains(third.get(1))) {
            all.add(Expression.of(a, b, third.get(1)));
          }
        }
      }
    }
    return LongAtom.of(Expression.of(all).size());
  }
}
