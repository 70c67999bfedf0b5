package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** {@code map-fold-by-value}: what is mapped and folded with is an argument. */
final class MapFoldByValue implements Twin {

  private static final int LENGTH = 500;

  @Override
  public Atom main(int size) {
    Atom list = Cells.countTo(LENGTH, Cells.NIL);
    Atom last = LongAtom.of(0);
    for (long times = size; times != 0; times = Math.subtractExact(times, 1)) {
      last = fold(MapFoldByValue::plus, LongAtom.of(0), map(MapFoldByValue::next, list));
    }
    return last;
  }

  private static Atom next(Atom x) {
    return LongAtom.of(Math.addExact(Cells.number(x), 1));
  }

  private static Atom plus(Atom x, Atom y) {
    return LongAtom.of(Math.addExact(Cells.number(x), Cells.number(y)));
  }

  private static Atom map(UnaryOperator<Atom> f, Atom list) {
    if (list == Cells.NIL) {
      return Cells.NIL;
    }
    Expression e = Cells.cell(list);
    Atom first = f.apply(e.get(1));
    return Cells.cons(first, map(f, e.get(2)));
  }

  private static Atom fold(BinaryOperator<Atom> f, Atom start, Atom list) {
    Atom value = start;
    for (Atom rest = list; rest != Cells.NIL; ) {
      Expression e = Cells.cell(rest);
      value = f.apply(value, e.get(1));
      rest = e.get(2);
    }
    return value;
  }
}
