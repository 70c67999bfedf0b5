package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import org.jspecify.annotations.Nullable;

/** {@code generate-and-test}: rows of bits are made one after the other, and looked at whole. */
final class GenerateAndTest implements Twin {

  private static final Symbol BIT = Symbol.of("B");
  private static final Symbol END = Symbol.of("End");
  private static final int SHOWN = 3;

  @Override
  public Atom main(int size) {
    Bits bits = new Bits(size);
    Atom found = END;
    for (Atom row = bits.next(); row != null; row = bits.next()) {
      if (areOnes(row)) {
        found = first(SHOWN, row);
      }
    }
    return found;
  }

  /** The alternatives of one row; resumed for each of them, the last bit first. */
  private static final class Bits {
    private final @Nullable Bits rest;
    private long bit;
    private boolean begun;

    Bits(long n) {
      rest = n == 0 ? null : new Bits(n - 1);
    }

    @Nullable Atom next() {
      Bits inner = rest;
      if (inner == null) {
        boolean first = !begun;
        begun = true;
        return first ? END : null;
      }
      Atom tail = inner.next();
      if (tail == null && bit == 0) {
        bit = 1;
        inner.renew();
        tail = inner.next();
      }
      return tail == null ? null : Expression.of(BIT, LongAtom.of(bit), tail);
    }

    private void renew() {
      for (Bits b = this; b != null; b = b.rest) {
        b.bit = 0;
        b.begun = false;
      }
    }
  }

  private static boolean areOnes(Atom row) {
    Atom rest = row;
    while (rest instanceof Expression e && e.hasSize(3) && e.hasHead(BIT)) {
      if (Cells.number(e.get(1)) == 0) {
        return false;
      }
      rest = e.get(2);
    }
    return rest == END;
  }

  private static Atom first(long n, Atom row) {
    if (n == 0 || !(row instanceof Expression e)) {
      return END;
    }
    return Expression.of(BIT, e.get(1), first(n - 1, e.get(2)));
  }
}
