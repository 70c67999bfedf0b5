package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import java.util.Arrays;

/** {@code map-fold}, on expressions. */
final class MapFold implements Twin {

  private static final int LENGTH = 100;

  @Override
  public Atom main(int size) {
    Expression list = Expression.EMPTY;
    for (long n = LENGTH; n != 0; n = Math.subtractExact(n, 1)) {
      list = list.withFirst(LongAtom.of(n));
    }
    Atom last = LongAtom.of(0);
    for (long times = size; times != 0; times = Math.subtractExact(times, 1)) {
      last = once(list);
    }
    return last;
  }

  private static Atom once(Expression list) {
    Atom[] squares = new Atom[list.size()];
    for (int i = 0; i < squares.length; i++) {
      long x = Cells.number(list.get(i));
      squares[i] = LongAtom.of(Math.multiplyExact(x, x));
    }
    Expression all = Expression.owning(squares);
    Atom[] kept = new Atom[all.size()];
    int found = 0;
    for (int i = 0; i < kept.length; i++) {
      if (Cells.number(all.get(i)) % 2 == 0) {
        kept[found++] = all.get(i);
      }
    }
    Expression even = Expression.owning(Arrays.copyOf(kept, found));
    Atom sum = LongAtom.of(0);
    for (int i = 0; i < even.size(); i++) {
      sum = LongAtom.of(Math.addExact(Cells.number(sum), Cells.number(even.get(i))));
    }
    return sum;
  }
}
