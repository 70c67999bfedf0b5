package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;

/** {@code five-clique}. */
final class FiveClique implements Twin {

  private static final Symbol KNOWS = Symbol.of("knows");

  @Override
  public Atom main(int size) {
    Facts people = new Facts();
    for (long i = 0; i < size; i++) {
      for (long j = i + 1; j < size; j++) {
        if ((i * 7919 + j * 104729 + i * j * 31) % 1009 < 181) {
          people.add(KNOWS, LongAtom.of(i), LongAtom.of(j));
        }
      }
    }
    return LongAtom.of(Expression.of(Cliques.among(people)).size());
  }
}
