package dev.mettle.ir.kernel;

import dev.mettle.ir.atom.BigIntegerAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LargeIntegers;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Arithmetic and order of numbers of all kinds; the slow road behind the kernels. Two integers give
 * the exact integer, whatever its size; with a float among them both are converted to the nearest
 * float. Order is exact even between an integer and a float.
 */
final class Arithmetic {

  /** What {@link #compare} gives if one of the numbers is NaN. */
  static final int UNORDERED = 2;

  private Arithmetic() {}

  static NumberAtom add(NumberAtom a, NumberAtom b) {
    return a.isInteger() && b.isInteger()
        ? NumberAtom.of(operand(a).add(operand(b)))
        : DoubleAtom.of(a.doubleValue() + b.doubleValue());
  }

  static NumberAtom sub(NumberAtom a, NumberAtom b) {
    return a.isInteger() && b.isInteger()
        ? NumberAtom.of(operand(a).subtract(operand(b)))
        : DoubleAtom.of(a.doubleValue() - b.doubleValue());
  }

  static NumberAtom mul(NumberAtom a, NumberAtom b) {
    return a.isInteger() && b.isInteger()
        ? NumberAtom.of(product(a.bigIntegerValue(), b.bigIntegerValue()))
        : DoubleAtom.of(a.doubleValue() * b.doubleValue());
  }

  /**
   * The exact product.
   *
   * @throws ArithmeticException if it may have more than {@link LargeIntegers#MOST_BITS} bits, with
   *     the text that the JVM has for integers that it cannot hold
   */
  private static BigInteger product(BigInteger a, BigInteger b) {
    if ((long) a.bitLength() + b.bitLength() - 1 > LargeIntegers.MOST_BITS) {
      throw new ArithmeticException("BigInteger would overflow supported range");
    }
    return LargeIntegers.multiply(a, b);
  }

  /** The integer that a number is, before an operation whose cost grows with its length. */
  private static BigInteger operand(NumberAtom a) {
    BigInteger value = a.bigIntegerValue();
    LargeIntegers.checkBefore(value);
    return value;
  }

  /** Truncated division; the divisor is not the integer 0. */
  static NumberAtom div(NumberAtom a, NumberAtom b) {
    return a.isInteger() && b.isInteger()
        ? NumberAtom.of(LargeIntegers.divide(a.bigIntegerValue(), b.bigIntegerValue())[0])
        : DoubleAtom.of(a.doubleValue() / b.doubleValue());
  }

  /** Remainder of the truncated division; the divisor is not the integer 0. */
  static NumberAtom mod(NumberAtom a, NumberAtom b) {
    return a.isInteger() && b.isInteger()
        ? NumberAtom.of(LargeIntegers.divide(a.bigIntegerValue(), b.bigIntegerValue())[1])
        : DoubleAtom.of(a.doubleValue() % b.doubleValue());
  }

  /** Division rounded towards minus infinity; the divisor is not the integer 0. */
  static NumberAtom floorDiv(NumberAtom a, NumberAtom b) {
    if (!a.isInteger() || !b.isInteger()) {
      return DoubleAtom.of(Math.floor(a.doubleValue() / b.doubleValue()));
    }
    BigInteger[] parts = LargeIntegers.divide(a.bigIntegerValue(), b.bigIntegerValue());
    boolean inexact = parts[1].signum() != 0;
    boolean negative = a.bigIntegerValue().signum() != b.bigIntegerValue().signum();
    return NumberAtom.of(inexact && negative ? parts[0].subtract(BigInteger.ONE) : parts[0]);
  }

  static NumberAtom neg(NumberAtom a) {
    return a instanceof DoubleAtom d
        ? DoubleAtom.of(-d.value())
        : NumberAtom.of(operand(a).negate());
  }

  static NumberAtom abs(NumberAtom a) {
    return a instanceof DoubleAtom d
        ? DoubleAtom.of(Math.abs(d.value()))
        : NumberAtom.of(operand(a).abs());
  }

  /** Whether {@code a} is the integer 0, by which no integer can be divided. */
  static boolean isIntegerZero(NumberAtom a) {
    return a instanceof LongAtom n && n.value() == 0;
  }

  /** Negative, 0 or positive; {@link #UNORDERED} with a NaN. */
  static int compare(NumberAtom a, NumberAtom b) {
    return switch (a) {
      case LongAtom x ->
          switch (b) {
            case LongAtom y -> Long.compare(x.value(), y.value());
            case DoubleAtom y -> compare(x.value(), y.value());
            case BigIntegerAtom y -> -y.value().signum();
          };
      case DoubleAtom x ->
          switch (b) {
            case LongAtom y -> reverse(compare(y.value(), x.value()));
            case DoubleAtom y -> compare(x.value(), y.value());
            case BigIntegerAtom y -> reverse(compare(y.value(), x.value()));
          };
      case BigIntegerAtom x ->
          switch (b) {
            case LongAtom y -> x.value().signum();
            case DoubleAtom y -> compare(x.value(), y.value());
            case BigIntegerAtom y -> operand(x).compareTo(operand(y));
          };
    };
  }

  static int compare(double a, double b) {
    // Not Double.compare: it orders NaN and tells the two zeros apart.
    return a < b ? -1 : a > b ? 1 : a == b ? 0 : UNORDERED;
  }

  /** Exact; the obvious {@code (double) a < b} calls 2^53 and 2^53 + 1 equal. */
  static int compare(long a, double b) {
    if (Double.isNaN(b)) {
      return UNORDERED;
    }
    if (b >= 0x1p63) {
      return -1;
    }
    if (b < -0x1p63) {
      return 1;
    }
    long whole = (long) b;
    return a != whole ? Long.compare(a, whole) : compare(0.0, b - whole);
  }

  private static int compare(BigInteger a, double b) {
    if (Double.isNaN(b)) {
      return UNORDERED;
    }
    if (Double.isInfinite(b)) {
      return b > 0 ? -1 : 1;
    }
    // Beyond all floats; the digits of so long a number would have to be counted.
    if (a.bitLength() > Double.MAX_EXPONENT + 1) {
      return a.signum();
    }
    return new BigDecimal(a).compareTo(new BigDecimal(b));
  }

  private static int reverse(int order) {
    return order == UNORDERED ? UNORDERED : -order;
  }
}
