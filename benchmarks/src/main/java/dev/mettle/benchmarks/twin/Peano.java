package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;

/** {@code peano}. */
final class Peano implements Twin {

  @Override
  public Atom main(int size) {
    Atom x = Numerals.of(size);
    return LongAtom.of(Numerals.value(Numerals.times(x, x)));
  }
}
