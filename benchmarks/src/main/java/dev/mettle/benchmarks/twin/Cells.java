package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;

/** Lists as {@code (Cons first rest)} and {@code Nil}, and what is done with numbers in atoms. */
final class Cells {

  static final Symbol CONS = Symbol.of("Cons");
  static final Symbol NIL = Symbol.of("Nil");

  private Cells() {}

  static Expression cons(Atom element, Atom rest) {
    return Expression.of(CONS, element, rest);
  }

  static boolean isCons(Expression e) {
    return e.hasSize(3) && e.hasHead(CONS);
  }

  /** What a list that is not {@code Nil} is made of. */
  static Expression cell(Atom list) {
    if (list instanceof Expression e && isCons(e)) {
      return e;
    }
    throw new IllegalArgumentException("no list: " + list);
  }

  static long number(Atom atom) {
    if (atom instanceof LongAtom n) {
      return n.value();
    }
    throw new IllegalArgumentException("no integer: " + atom);
  }

  /** {@code (Cons 1 .. (Cons n tail))}. */
  static Atom countTo(long n, Atom tail) {
    Atom list = tail;
    for (long i = n; i != 0; i = Math.subtractExact(i, 1)) {
      list = cons(LongAtom.of(i), list);
    }
    return list;
  }

  static long length(Atom list) {
    long n = 0;
    for (Atom rest = list; rest != NIL; rest = cell(rest).get(2)) {
      n = Math.addExact(n, 1);
    }
    return n;
  }

  static Atom append(Atom xs, Atom ys) {
    if (xs == NIL) {
      return ys;
    }
    Expression e = cell(xs);
    return cons(e.get(1), append(e.get(2), ys));
  }
}
