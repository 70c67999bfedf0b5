package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;

/** {@code collatz}. */
final class Collatz implements Twin {

  @Override
  public Atom main(int size) {
    long best = 0;
    for (long n = size; n != 0; n = Math.subtractExact(n, 1)) {
      best = Math.max(best, steps(n));
    }
    return LongAtom.of(best);
  }

  private static long steps(long from) {
    long n = from;
    long count = 0;
    while (n != 1) {
      n = n % 2 == 0 ? n / 2 : Math.addExact(Math.multiplyExact(3, n), 1);
      count = Math.addExact(count, 1);
    }
    return count;
  }
}
