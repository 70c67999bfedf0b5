package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.StringAtom;

/** {@code strings}: each piece makes another string. */
final class Strings implements Twin {

  private static final int PIECES = 20;

  @Override
  public Atom main(int size) {
    String last = "";
    for (long times = size; times != 0; times = Math.subtractExact(times, 1)) {
      last = build();
    }
    return StringAtom.of(last);
  }

  private static String build() {
    String text = "";
    for (long i = PIECES; i != 0; i = Math.subtractExact(i, 1)) {
      text = text + i + ",";
    }
    return text;
  }
}
