package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;

/** Numbers as {@code Z} and {@code (S n)}. */
final class Numerals {

  private static final Symbol ZERO = Symbol.of("Z");
  private static final Symbol NEXT = Symbol.of("S");

  private Numerals() {}

  static Atom of(long number) {
    Atom numeral = ZERO;
    for (long n = number; n != 0; n = Math.subtractExact(n, 1)) {
      numeral = Expression.of(NEXT, numeral);
    }
    return numeral;
  }

  static long value(Atom numeral) {
    long n = 0;
    for (Atom rest = numeral; rest != ZERO; rest = before(rest)) {
      n = Math.addExact(n, 1);
    }
    return n;
  }

  static Atom plus(Atom x, Atom y) {
    return x == ZERO ? y : Expression.of(NEXT, plus(before(x), y));
  }

  static Atom times(Atom x, Atom y) {
    return x == ZERO ? ZERO : plus(y, times(before(x), y));
  }

  private static Atom before(Atom numeral) {
    if (numeral instanceof Expression e && e.hasSize(2) && e.hasHead(NEXT)) {
      return e.get(1);
    }
    throw new IllegalArgumentException("no numeral: " + numeral);
  }
}
