package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;

/** {@code list-append} and {@code list-append-untyped}. */
final class ListAppend implements Twin {

  @Override
  public Atom main(int size) {
    Atom xs = Cells.countTo(size, Cells.NIL);
    return LongAtom.of(Cells.length(Cells.append(xs, xs)));
  }
}
