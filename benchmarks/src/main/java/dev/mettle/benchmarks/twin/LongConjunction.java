package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.util.ArrayList;
import java.util.List;

/** {@code long-conjunction}: steps from fact to fact. */
final class LongConjunction implements Twin {

  private static final Symbol NEXT = Symbol.of("next");
  private static final int STEPS = 29;

  @Override
  public Atom main(int size) {
    Facts line = new Facts();
    for (long i = 0; i != size; i = Math.addExact(i, 1)) {
      line.add(NEXT, LongAtom.of(i), LongAtom.of(Math.addExact(i, 1)));
    }
    List<Atom> all = new ArrayList<>();
    for (Expression first : line.all()) {
      walk(line, first.get(1), first.get(2), 1, all);
    }
    return LongAtom.of(Expression.of(all).size());
  }

  private static void walk(Facts line, Atom from, Atom here, int steps, List<Atom> all) {
    if (steps == STEPS) {
      all.add(Expression.of(from, here));
      return;
    }
    for (Expression fact : line.withFirst(here)) {
      walk(line, from, fact.get(2), steps + 1, all);
    }
  }
}
