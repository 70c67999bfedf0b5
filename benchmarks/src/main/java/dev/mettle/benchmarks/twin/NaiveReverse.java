package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;

/** {@code naive-reverse}. */
final class NaiveReverse implements Twin {

  private static final int LENGTH = 30;
  private static final int SHOWN = 3;

  @Override
  public Atom main(int size) {
    Atom list = reverse(Cells.countTo(LENGTH, Cells.NIL));
    Atom last = Cells.NIL;
    for (long times = size; times != 0; times = Math.subtractExact(times, 1)) {
      last = reverse(list);
    }
    return take(SHOWN, last);
  }

  private static Atom reverse(Atom list) {
    if (list == Cells.NIL) {
      return Cells.NIL;
    }
    Expression e = Cells.cell(list);
    return Cells.append(reverse(e.get(2)), Cells.cons(e.get(1), Cells.NIL));
  }

  private static Atom take(long n, Atom list) {
    if (n == 0) {
      return Cells.NIL;
    }
    Expression e = Cells.cell(list);
    return Cells.cons(e.get(1), take(n - 1, e.get(2)));
  }
}
