package dev.mettle.ir.atom;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations on integers of any length whose parts, each of which nothing can interrupt, take some
 * tens of milliseconds at most, and which look for an interrupt between them. What is recursive
 * here halves the number of digits, so it is never deep.
 *
 * @since 1.0
 */
public final class LargeIntegers {

  /** The most bits of a product, about 1.2 million digits. */
  public static final int MOST_BITS = 1 << 22;

  /** Operations on integers with more bits may take tens of microseconds and more. */
  private static final int LONG_RUNNING_BITS = 1 << 13;

  /** Shorter factors are multiplied as a whole. */
  private static final int WHOLE_FACTOR_BITS = 1 << 20;

  /** Divisors of so many bits divide twice as many as a whole. */
  private static final int WHOLE_DIVISOR_BITS = 1 << 17;

  /**
   * A division is not split if its quotient and its divisor have at most so many bits, multiplied.
   */
  private static final long WHOLE_DIVISION = 1L << 34;

  /** So many digits are converted as a whole. */
  private static final int WHOLE_DIGITS = 4096;

  private static final BigInteger WHOLE_POWER = BigInteger.TEN.pow(WHOLE_DIGITS);

  private LargeIntegers() {}

  /** Looks for an interrupt where an operation on {@code a} may take longer than many steps. */
  public static void checkBefore(BigInteger a) {
    if (a.bitLength() > LONG_RUNNING_BITS) {
      Interruption.check();
    }
  }

  /** The exact product. */
  public static BigInteger multiply(BigInteger a, BigInteger b) {
    int bits = Math.max(a.bitLength(), b.bitLength());
    if (bits > LONG_RUNNING_BITS) {
      Interruption.check();
    }
    if (bits <= WHOLE_FACTOR_BITS) {
      return a.multiply(b);
    }
    if (a.bitLength() < bits) {
      return multiply(b, a);
    }
    // Now a is the longer one. The low parts are positive, whatever the signs are.
    int half = bits / 2;
    BigInteger high = a.shiftRight(half);
    BigInteger low = lowBits(a, half);
    if (b.bitLength() <= half) {
      return multiply(high, b).shiftLeft(half).add(multiply(low, b));
    }
    BigInteger otherHigh = b.shiftRight(half);
    BigInteger otherLow = lowBits(b, half);
    BigInteger highs = multiply(high, otherHigh);
    BigInteger lows = multiply(low, otherLow);
    BigInteger mixed =
        multiply(high.add(low), otherHigh.add(otherLow)).subtract(highs).subtract(lows);
    return highs.shiftLeft(half).add(mixed).shiftLeft(half).add(lows);
  }

  /** The quotient, rounded towards zero, and the remainder, for a divisor other than 0. */
  public static BigInteger[] divide(BigInteger a, BigInteger b) {
    checkBefore(a);
    int bits = b.bitLength();
    if ((a.bitLength() - (long) bits) * bits <= WHOLE_DIVISION) {
      return a.divideAndRemainder(b);
    }
    // A divisor of n bits, the first of which is set, divides blocks of n bits.
    BigInteger dividend = a.abs();
    BigInteger divisor = b.abs();
    int n = WHOLE_DIVISOR_BITS;
    while (n < bits) {
      n *= 2;
    }
    int shift = n - divisor.bitLength();
    divisor = divisor.shiftLeft(shift);
    dividend = dividend.shiftLeft(shift);
    BigInteger quotient = BigInteger.ZERO;
    BigInteger rest = BigInteger.ZERO;
    for (int block = (dividend.bitLength() - 1) / n; block >= 0; block--) {
      BigInteger part = lowBits(dividend.shiftRight(block * n), n);
      BigInteger[] parts = divideBlock(rest.shiftLeft(n).or(part), divisor, n);
      quotient = quotient.shiftLeft(n).or(parts[0]);
      rest = parts[1];
    }
    rest = rest.shiftRight(shift);
    return new BigInteger[] {
      a.signum() == b.signum() ? quotient : quotient.negate(), a.signum() < 0 ? rest.negate() : rest
    };
  }

  /** Divides by a number of exactly {@code n} bits; the quotient must fit {@code n} bits. */
  private static BigInteger[] divideBlock(BigInteger a, BigInteger b, int n) {
    Interruption.check();
    if (n <= WHOLE_DIVISOR_BITS) {
      return a.divideAndRemainder(b);
    }
    int half = n / 2;
    BigInteger[] high = divideThreeByTwo(a.shiftRight(half), b, half);
    BigInteger[] low = divideThreeByTwo(high[1].shiftLeft(half).or(lowBits(a, half)), b, half);
    return new BigInteger[] {high[0].shiftLeft(half).or(low[0]), low[1]};
  }

  /** Divides three halves by the two of {@code b}; the quotient must fit one half. */
  private static BigInteger[] divideThreeByTwo(BigInteger a, BigInteger b, int half) {
    BigInteger first = b.shiftRight(half);
    BigInteger top = a.shiftRight(half);
    BigInteger quotient;
    BigInteger rest;
    if (top.shiftRight(half).compareTo(first) < 0) {
      BigInteger[] guess = divideBlock(top, first, half);
      quotient = guess[0];
      rest = guess[1];
    } else {
      quotient = BigInteger.ONE.shiftLeft(half).subtract(BigInteger.ONE);
      rest = top.subtract(multiply(quotient, first));
    }
    rest =
        rest.shiftLeft(half).add(lowBits(a, half)).subtract(multiply(quotient, lowBits(b, half)));
    // The guess is too large by 2 at most.
    while (rest.signum() < 0) {
      rest = rest.add(b);
      quotient = quotient.subtract(BigInteger.ONE);
    }
    return new BigInteger[] {quotient, rest};
  }

  private static BigInteger lowBits(BigInteger a, int count) {
    return a.subtract(a.shiftRight(count).shiftLeft(count));
  }

  /** Appends the decimal digits. */
  public static void print(BigInteger value, StringBuilder out) {
    if (value.bitLength() < WHOLE_POWER.bitLength()) {
      out.append(value);
      return;
    }
    List<BigInteger> powers = new ArrayList<>();
    BigInteger magnitude = value.abs();
    if (value.signum() < 0) {
      out.append('-');
    }
    // Each is the square of the one before, up to about the root of the value.
    for (BigInteger power = WHOLE_POWER;
        powers.isEmpty() || 2L * power.bitLength() - 1 <= magnitude.bitLength();
        power = multiply(power, power)) {
      powers.add(power);
    }
    print(magnitude, powers, powers.size() - 1, false, out);
  }

  private static void print(
      BigInteger value, List<BigInteger> powers, int level, boolean padded, StringBuilder out) {
    checkBefore(value);
    if (level < 0) {
      String digits = value.toString();
      if (padded) {
        out.repeat('0', WHOLE_DIGITS - digits.length());
      }
      out.append(digits);
      return;
    }
    BigInteger power = powers.get(level);
    if (!padded && value.compareTo(power) < 0) {
      print(value, powers, level - 1, false, out);
      return;
    }
    BigInteger[] parts = divide(value, power);
    // What is above the largest power may be longer than the power.
    print(
        parts[0], powers, padded || parts[0].compareTo(power) < 0 ? level - 1 : level, padded, out);
    print(parts[1], powers, level - 1, true, out);
  }

  /** The number that the decimal digits between two offsets are. */
  public static BigInteger parse(String digits, int from, int to) {
    List<BigInteger> parts = new ArrayList<>();
    for (int end = to; end > from; end -= WHOLE_DIGITS) {
      Interruption.check();
      parts.add(new BigInteger(digits.substring(Math.max(from, end - WHOLE_DIGITS), end)));
    }
    BigInteger power = WHOLE_POWER;
    while (parts.size() > 1) {
      List<BigInteger> joined = new ArrayList<>();
      for (int i = 0; i < parts.size(); i += 2) {
        BigInteger low = parts.get(i);
        joined.add(i + 1 < parts.size() ? multiply(parts.get(i + 1), power).add(low) : low);
      }
      parts = joined;
      if (parts.size() > 1) {
        power = multiply(power, power);
      }
    }
    return parts.isEmpty() ? BigInteger.ZERO : parts.get(0);
  }
}
