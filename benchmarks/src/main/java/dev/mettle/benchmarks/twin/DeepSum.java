package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;

/** {@code deep-sum}, on the stack of the thread. */
final class DeepSum implements Twin {

  @Override
  public Atom main(int size) {
    return LongAtom.of(sum(size));
  }

  private static long sum(long n) {
    return n == 0 ? 0 : Math.addExact(n, sum(Math.subtractExact(n, 1)));
  }
}
