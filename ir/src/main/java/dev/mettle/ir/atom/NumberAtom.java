package dev.mettle.ir.atom;

import java.math.BigInteger;

/**
 * A number. Every value has one representation: integers that fit 64 bits are {@link LongAtom}s,
 * all other integers {@link BigIntegerAtom}s, and floats are {@link DoubleAtom}s.
 *
 * @since 1.0
 */
public abstract sealed class NumberAtom extends Grounded
    permits LongAtom, BigIntegerAtom, DoubleAtom {

  NumberAtom() {}

  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  /** The integer {@code value}. */
  public static NumberAtom of(long value) {
    return LongAtom.of(value);
  }

  /** The float {@code value}. */
  public static NumberAtom of(double value) {
    return DoubleAtom.of(value);
  }

  /** The integer {@code value}, in 64 bits where it fits. */
  public static NumberAtom of(BigInteger value) {
    return value.bitLength() < Long.SIZE
            && value.compareTo(MIN_LONG) >= 0
            && value.compareTo(MAX_LONG) <= 0
        ? LongAtom.of(value.longValue())
        : new BigIntegerAtom(value);
  }

  /** Whether this is an integer of any size. */
  public abstract boolean isInteger();

  /** The nearest float; integers beyond the range of floats give an infinity. */
  public abstract double doubleValue();

  /** The exact integer. @throws ArithmeticException if this is a float */
  public abstract BigInteger bigIntegerValue();

  @Override
  public final Atom type() {
    return Symbols.NUMBER;
  }

  /**
   * By the double value, since {@code 1} equals {@code 1.0}; both zeros hash alike. The hash of a
   * double alone has nothing but zeros where tables look, as long as numbers are small.
   */
  @Override
  public final int hashCode() {
    double d = doubleValue();
    int n = (int) d;
    int h = (n == d ? n : Double.hashCode(d)) * 0x9E37_79B9;
    return h ^ (h >>> 16);
  }
}
