package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.nio.file.Path;

/** {@code point-queries}. */
final class PointQueries implements Twin {

  private static final Symbol HERE = Symbol.of("here");

  private final Facts places;

  PointQueries(Path file) {
    places = FactFile.read(file, "at");
  }

  @Override
  public Atom main(int size) {
    long found = 0;
    for (long i = Math.multiplyExact(10L, size); i != 0; i = Math.subtractExact(i, 1)) {
      if (places.withFirst(LongAtom.of(i % size)).getFirst().get(2) == HERE) {
        found = Math.addExact(found, 1);
      }
    }
    return LongAtom.of(found);
  }
}
