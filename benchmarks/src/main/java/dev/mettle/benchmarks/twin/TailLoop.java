package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;

/** {@code tail-loop}. */
final class TailLoop implements Twin {

  @Override
  public Atom main(int size) {
    long n = size;
    long sum = 0;
    while (n != 0) {
      sum = Math.addExact(sum, n);
      n = Math.subtractExact(n, 1);
    }
    return LongAtom.of(sum);
  }
}
