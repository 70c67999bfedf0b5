package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;

/** {@code tak}. */
final class Tak implements Twin {

  @Override
  public Atom main(int size) {
    return LongAtom.of(tak(size, size * 2L / 3, size / 3));
  }

  private static long tak(long x, long y, long z) {
    return y < x
        ? tak(
            tak(Math.subtractExact(x, 1), y, z),
            tak(Math.subtractExact(y, 1), z, x),
            tak(Math.subtractExact(z, 1), x, y))
        : z;
  }
}
