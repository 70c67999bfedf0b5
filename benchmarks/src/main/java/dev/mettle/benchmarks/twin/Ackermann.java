package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;

/** {@code ackermann}: the tail calls are a loop, as Java has none. */
final class Ackermann implements Twin {

  @Override
  public Atom main(int size) {
    return LongAtom.of(ackermann(2, size));
  }

  private static long ackermann(long first, long second) {
    long m = first;
    long n = second;
    while (m != 0) {
      n = n == 0 ? 1 : ackermann(m, Math.subtractExact(n, 1));
      m = Math.subtractExact(m, 1);
    }
    return Math.addExact(n, 1);
  }
}
