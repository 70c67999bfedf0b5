package dev.mettle.ir.atom;

/**
 * Floats as the language prints them: the shortest digits that read back to the same value, always
 * with a point or an exponent, and an exponent from 1e16 on and below 1e-4.
 */
public final class FloatText {

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
    // Double.toString has had the shortest digits since JDK 19; only its layout differs from ours.
    String java = Double.toString(Math.abs(value));
    int e = java.indexOf('E');
    String mantissa = e < 0 ? java : java.substring(0, e);
    int exponent = e < 0 ? 0 : Integer.parseInt(java.substring(e + 1));
    int point = mantissa.indexOf('.');
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    // The value is 0.d1d2d3... * 10^scale with d1 != 0.
    int scale = point + exponent;
    int lead = 0;
    while (digits.charAt(lead) == '0') {
      lead++;
    }
    scale -= lead;
    int end = digits.length();
    while (end > lead + 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    digits = digits.substring(lead, end);
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
}
