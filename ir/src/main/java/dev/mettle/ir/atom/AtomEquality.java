package dev.mettle.ir.atom;

import java.math.BigInteger;
import java.util.ArrayDeque;

/**
 * Equality of atoms without recursion over data. {@link #equal} is the equality of the language;
 * {@link #identical} also tells {@code 1} from {@code 1.0}.
 *
 * @since 1.0
 */
public final class AtomEquality {

  private AtomEquality() {}

  /** Structural equality, numbers by exact numeric value, NaN equal to nothing. */
  public static boolean equal(Atom a, Atom b) {
    if (!(a instanceof Expression x) || !(b instanceof Expression y)) {
      return leavesEqual(a, b, false);
    }
    return expressionsEqual(x, y, false);
  }

  /** Structural equality in which an integer and a float are never equal. */
  public static boolean identical(Atom a, Atom b) {
    if (!(a instanceof Expression x) || !(b instanceof Expression y)) {
      return leavesEqual(a, b, true);
    }
    return expressionsEqual(x, y, true);
  }

  /** Exact equality of two numbers; false if one of them is NaN. */
  public static boolean numbersEqual(NumberAtom a, NumberAtom b) {
    return switch (a) {
      case LongAtom x ->
          switch (b) {
            case LongAtom y -> x.value() == y.value();
            case DoubleAtom y -> longEqualsDouble(x.value(), y.value());
            case BigIntegerAtom y -> false;
          };
      case DoubleAtom x ->
          switch (b) {
            case LongAtom y -> longEqualsDouble(y.value(), x.value());
            case DoubleAtom y -> x.value() == y.value();
            case BigIntegerAtom y -> bigEqualsDouble(y, x.value());
          };
      case BigIntegerAtom x ->
          switch (b) {
            case LongAtom y -> false;
            case DoubleAtom y -> bigEqualsDouble(x, y.value());
            case BigIntegerAtom y -> integersEqual(x.value(), y.value());
          };
    };
  }

  private static boolean longEqualsDouble(long l, double d) {
    // The cast saturates, so 2^63 as a float must not pass for Long.MAX_VALUE.
    return (double) l == d && d < 0x1p63 && (long) d == l;
  }

  private static boolean bigEqualsDouble(BigIntegerAtom big, double d) {
    return big.doubleValue() == d
        && !Double.isInfinite(d)
        && new java.math.BigDecimal(d).toBigInteger().equals(big.value());
  }

  private static boolean leavesEqual(Atom a, Atom b, boolean exact) {
    return switch (a) {
      case Symbol s -> a == b;
      case Variable v ->
          a == b
              || b instanceof Variable w
                  && v.number() == w.number()
                  && v.slot() == w.slot()
                  && v.name().equals(w.name());
      case Expression e -> false;
      case NumberAtom n ->
          b instanceof NumberAtom m
              && (!exact || n.isInteger() == m.isInteger())
              && numbersEqual(n, m);
      case BoolAtom x -> a == b;
      case StringAtom s -> b instanceof StringAtom t && stringsEqual(s.value(), t.value());
      case GroundedValue g -> b instanceof GroundedValue h && (g == h || g.sameValue(h));
    };
  }

  private static boolean stringsEqual(String a, String b) {
    Interruption.checkBefore(a.length());
    return a.equals(b);
  }

  private static boolean integersEqual(BigInteger a, BigInteger b) {
    LargeIntegers.checkBefore(a);
    return a.equals(b);
  }

  private static boolean expressionsEqual(Expression a, Expression b, boolean exact) {
    if (a == b || a.isSameTail(b)) {
      return a.isReflexive();
    }
    if (areUnlike(a, b)) {
      return false;
    }
    ArrayDeque<Expression> pending = null;
    Expression x = a;
    Expression y = b;
    int turn = 0;
    while (true) {
      Interruption.check(++turn);
      int n = x.size();
      Interruption.checkBefore(n);
      for (int i = 0; i < n; i++) {
        Atom c = x.get(i);
        Atom d = y.get(i);
        if (c instanceof Expression p && d instanceof Expression q) {
          if ((p == q || p.isSameTail(q)) && p.isReflexive()) {
            continue;
          }
          if (areUnlike(p, q)) {
            return false;
          }
          if (p.size() != 0) {
            if (pending == null) {
              pending = new ArrayDeque<>();
            }
            pending.push(q);
            pending.push(p);
          }
        } else if (!leavesEqual(c, d, exact)) {
          return false;
        }
      }
      if (pending == null || pending.isEmpty()) {
        return true;
      }
      x = pending.pop();
      y = pending.pop();
    }
  }

  /**
   * Whether two expressions are told apart without looking at all their parts. The sizes come
   * first: a loop over a tuple compares each tail with {@code ()}.
   */
  private static boolean areUnlike(Expression a, Expression b) {
    return a.size() != b.size() || a.isGround() != b.isGround() || a.hashCode() != b.hashCode();
  }
}
