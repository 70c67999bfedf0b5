package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;

/** {@code fib} and {@code fib-typed}. */
final class Fib implements Twin {

  @Override
  public Atom main(int size) {
    return LongAtom.of(fib(size));
  }

  private static long fib(long n) {
    return n < 2 ? n : Math.addExact(fib(Math.subtractExact(n, 1)), fib(Math.subtractExact(n, 2)));
  }
}
