package dev.mettle.benchmarks.report;

import java.util.Locale;

/** Numbers as people read them: three digits, a unit that fits. */
public final class Figures {

  private Figures() {}

  /** A time in ns, µs, ms or s. */
  public static String time(double nanos) {
    if (nanos < 1e3) {
      return digits(nanos) + " ns";
    }
    if (nanos < 1e6) {
      return digits(nanos / 1e3) + " µs";
    }
    return nanos < 1e9 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
  }

  /** A ratio. */
  public static String ratio(double value) {
    return digits(value) + " x";
  }

  /** A count, with a comma at the thousands. */
  public static String count(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  /** Three significant digits, and never an exponent. */
  public static String digits(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
