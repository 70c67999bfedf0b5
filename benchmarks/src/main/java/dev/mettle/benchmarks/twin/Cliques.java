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

/** {@code cliques}: each place is filled with those whom all before it know. */
final class Cliques implements Twin {

  private static final Symbol KNOWS = Symbol.of("knows");
  private static final int REACH = 5;
  private static final int PLACES = 5;

  @Override
  public Atom main(int size) {
    Facts people = new Facts();
    for (long i = 0; i != size; i = Math.addExact(i, 1)) {
      for (long d = 1; d <= REACH; d++) {
        people.add(KNOWS, LongAtom.of(i), LongAtom.of(Math.addExact(i, d)));
      }
    }
    return LongAtom.of(Expression.of(among(people)).size());
  }

  /** All groups of five who know each other. */
  static List<Atom> among(Facts people) {
    Map<Atom, Set<Atom>> known = new HashMap<>();
    for (Expression fact : people.all()) {
      known.computeIfAbsent(fact.get(1), key -> new HashSet<>()).add(fact.get(2));
    }
    List<Atom> all = new ArrayList<>();
    for (Expression fact : people.all()) {
      Atom[] clique = new Atom[PLACES];
      clique[0] = fact.get(1);
      clique[1] = fact.get(2);
      fill(people, known, clique, 2, all);
    }
    return all;
  }

  private static void fill(
      Facts people, Map<Atom, Set<Atom>> known, Atom[] clique, int place, List<Atom> all) {
    if (place == PLACES) {
      all.add(Expression.of(clique));
      return;
    }
    for (Expression fact : people.withFirst(clique[0])) {
      Atom other = fact.get(2);
      boolean everyoneKnows = true;
      for (int i = 1; everyoneKnows && i < place; i++) {
        everyoneKnows = known.getOrDefault(clique[i], Set.of()).contains(other);
      }
      if (everyoneKnows) {
        clique[place] = other;
        fill(people, known, clique, place + 1, all);
      }
    }
  }
}
