package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;

/** {@code state-loop}: the state is a field that holds an atom. */
final class StateLoop implements Twin {

  private Atom counter = LongAtom.of(0);

  @Override
  public Atom main(int size) {
    Atom n = LongAtom.of(size);
    while (!counter.equals(n)) {
      counter = LongAtom.of(Math.addExact(Cells.number(counter), 1));
    }
    return counter;
  }
}
