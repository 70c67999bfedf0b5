package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Facts of two arguments, in the order in which they came, found by either argument. */
final class Facts {

  private static final Symbol ROAD = Symbol.of("road");

  private final List<Expression> all = new ArrayList<>();
  private final Map<Atom, List<Expression>> byFirst = new HashMap<>();
  private final Map<Atom, List<Expression>> bySecond = new HashMap<>();

  /** Roads in a ring of towns, to the next one and to the seventh. */
  static Facts roads(int towns) {
    Facts map = new Facts();
    for (long i = 0; i != towns; i = Math.addExact(i, 1)) {
      map.add(ROAD, LongAtom.of(i), LongAtom.of(Math.addExact(i, 1) % towns));
      map.add(ROAD, LongAtom.of(i), LongAtom.of(Math.addExact(i, 7) % towns));
    }
    return map;
  }

  void add(Atom head, Atom left, Atom right) {
    Expression fact = Expression.of(head, left, right);
    all.add(fact);
    byFirst.computeIfAbsent(left, key -> new ArrayList<>()).add(fact);
    bySecond.computeIfAbsent(right, key -> new ArrayList<>()).add(fact);
  }

  List<Expression> all() {
    return all;
  }

  List<Expression> withFirst(Atom first) {
    return byFirst.getOrDefault(first, List.of());
  }

  List<Expression> withSecond(Atom second) {
    return bySecond.getOrDefault(second, List.of());
  }

  boolean contains(Atom first, Atom second) {
    return count(first, second) > 0;
  }

  /** How often a fact is there. */
  int count(Atom first, Atom second) {
    int count = 0;
    for (Expression fact : withFirst(first)) {
      if (fact.get(2).equals(second)) {
        count++;
      }
    }
    return count;
  }
}
