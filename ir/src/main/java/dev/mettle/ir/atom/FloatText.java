package dev.mettle.ir.atom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floats as the language prints them: the shortest digits that read back to the same value, of
 * several the nearest, of two equally near ones the larger; always with a point or an exponent, and
 * an exponent from 1e16 on and below 1e-4.
 *
 * <p>{@link Double#toString} has nearly these digits; what it decides differently is corrected.
 *
 * @since 1.0
 */
public final class FloatText {

  /** Below, neighbouring floats are so far apart that one digit can tell some of them. */
  private static final double FEW_BITS = 1e-320;

  private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

  /** With fewer digits two numbers are never equally near to a float. */
  private static final int DIGITS_OF_TIES = 16;

  private FloatText() {}

  /** The text of {@code value}. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0.0) {
      return 1 / value > 0 ? "0.0" : "-0.0";
    }
    String java = shortest(Math.abs(value));
    int e = java.indexOf('E');
    String mantissa = e < 0 ? java : java.substring(0, e);
    int exponent = e < 0 ? 0 : Integer.parseInt(java.substring(e + 1));
    int point = mantissa.indexOf('.');
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int lead = 0;
    while (digits.charAt(lead) == '0') {
      lead++;
    }
    int end = digits.length();
    while (end > lead + 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    // The value is 0.d1d2d3... * 10^scale with d1 != 0.
    int scale = point + exponent - lead;
    digits = larger(Math.abs(value), digits.substring(lead, end), scale);
    StringBuilder out = new StringBuilder();
    if (value < 0) {
      out.append('-');
    }
    if (scale > 16 || scale < -3) {
      out.append(digits.charAt(0));
      if (digits.length() > 1) {
        out.append('.').append(digits, 1, digits.length());
      }
      out.append('e').append(scale - 1);
    } else if (scale <= 0) {
      out.append("0.").repeat('0', -scale).append(digits);
    } else if (digits.length() <= scale) {
      out.append(digits).repeat('0', scale - digits.length()).append(".0");
    } else {
      out.append(digits, 0, scale).append('.').append(digits, scale, digits.length());
    }
    return out.toString();
  }

  /** Where one digit would do, Java prefers the nearest number of two digits. */
  private static String shortest(double positive) {
    String two = Double.toString(positive);
    if (positive >= FEW_BITS) {
      return two;
    }
    String one = new BigDecimal(positive).round(ONE_DIGIT).toString().replace("E", ".0E");
    return Double.parseDouble(one) == positive ? one : two;
  }

  /** Of two equally near numbers Java takes the one that ends in an even digit. */
  private static String larger(double positive, String digits, int scale) {
    int decimals = digits.length() - scale;
    // The exact value has as many decimals as binary places and its last one is a 5; so just one
    // decimal more than we have means that it lies in the middle.
    if (digits.length() < DIGITS_OF_TIES || binaryPlaces(positive) != decimals + 1) {
      return digits;
    }
    BigDecimal even = new BigDecimal("0." + digits).scaleByPowerOfTen(scale);
    if (even.compareTo(new BigDecimal(positive)) > 0) {
      return digits;
    }
    int last = digits.length() - 1;
    return digits.substring(0, last) + (char) (digits.charAt(last) + 1);
  }

  /** Number of digits behind the point in base 2. */
  private static int binaryPlaces(double positive) {
    long mantissa = Double.doubleToRawLongBits(positive) & (1L << 52) - 1 | 1L << 52;
    return 52 - Math.getExponent(positive) - Long.numberOfTrailingZeros(mantissa);
  }
}
