package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;

/** {@code tuple-walk} and {@code tuple-apart}: a tuple that grows at its front, and is walked. */
final class LargeTuple implements Twin {

  @Override
  public Atom main(int size) {
    Expression tuple = Expression.EMPTY;
    for (long n = size; n != 0; n = Math.subtractExact(n, 1)) {
      tuple = tuple.withFirst(LongAtom.of(n));
    }
    long sum = 0;
    for (Expression rest = tuple; !rest.hasSize(0); rest = rest.withoutFirst()) {
      sum = Math.addExact(sum, Cells.number(rest.head()));
    }
    return LongAtom.of(sum);
  }
}
