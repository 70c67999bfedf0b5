package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;

/** {@code cons-atom}, on expressions. */
final class ConsAtom implements Twin {

  private static final int LENGTH = 1_000;

  @Override
  public Atom main(int size) {
    Atom last = LongAtom.of(0);
    for (long times = size; times != 0; times = Math.subtractExact(times, 1)) {
      Expression list = Expression.EMPTY;
      for (long n = LENGTH; n != 0; n = Math.subtractExact(n, 1)) {
        list = list.withFirst(LongAtom.of(n));
      }
      last = LongAtom.of(sum(list));
    }
    return last;
  }

  private static long sum(Expression list) {
    long sum = 0;
    for (Expression rest = list; !rest.hasSize(0); rest = rest.withoutFirst()) {
      sum = Math.addExact(sum, Cells.number(rest.head()));
    }
    return sum;
  }
}
