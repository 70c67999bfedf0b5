package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;

/** {@code list-length} and {@code list-length-untyped}: by recursion. */
final class ListLength implements Twin {

  @Override
  public Atom main(int size) {
    return LongAtom.of(length(Cells.countTo(size, Cells.NIL)));
  }

  private static long length(Atom list) {
    return list == Cells.NIL ? 0 : Math.addExact(1, length(Cells.cell(list).get(2)));
  }
}
