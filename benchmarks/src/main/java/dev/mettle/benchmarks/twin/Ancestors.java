package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.util.ArrayList;
import java.util.List;

/** {@code ancestors}. */
final class Ancestors implements Twin {

  private static final Symbol PARENT = Symbol.of("parent");
  private static final int PEOPLE = 780;

  @Override
  public Atom main(int size) {
    Facts family = new Facts();
    for (long i = 1; i <= PEOPLE; i = Math.addExact(i, 1)) {
      family.add(PARENT, LongAtom.of((i - 1) / 5), LongAtom.of(i));
    }
    Atom last = LongAtom.of(0);
    for (long times = size; times != 0; times = Math.subtractExact(times, 1)) {
      List<Atom> found = new ArrayList<>();
      below(family, LongAtom.of(1), found);
      last = LongAtom.of(Expression.of(found).size());
    }
    return last;
  }

  private static void below(Facts family, Atom who, List<Atom> found) {
    List<Expression> children = family.withFirst(who);
    for (Expression fact : children) {
      found.add(fact.get(2));
    }
    for (Expression fact : children) {
      below(family, fact.get(2), found);
    }
  }
}
