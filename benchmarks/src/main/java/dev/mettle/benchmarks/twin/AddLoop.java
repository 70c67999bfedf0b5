package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.util.ArrayList;
import java.util.List;

/** {@code add-loop}. */
final class AddLoop implements Twin {

  private static final Symbol FACT = Symbol.of("fact");
  private static final Symbol HERE = Symbol.of("here");

  @Override
  public Atom main(int size) {
    Facts facts = new Facts();
    for (long i = 0; i != size; i = Math.addExact(i, 1)) {
      facts.add(FACT, LongAtom.of(i), HERE);
    }
    List<Atom> found = new ArrayList<>();
    for (Expression fact : facts.all()) {
      found.add(fact.get(1));
    }
    return LongAtom.of(Expression.of(found).size());
  }
}
