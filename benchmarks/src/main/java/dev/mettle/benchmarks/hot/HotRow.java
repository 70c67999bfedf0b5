package dev.mettle.benchmarks.hot;

import java.util.List;

/**
 * A program whose hot code is measured, and what it has to reach.
 *
 * @param program the name of the program
 * @param size one of the sizes that its comments call warm
 * @param limits what is wanted
 */
record HotRow(String program, int size, List<Limit> limits) {

  /** What hot code is compared with. */
  enum Against {
    /** The same algorithm in Java. */
    JAVA("Java"),
    /** A call of {@code fib} in Java. */
    CALL("a call of fib in Java"),
    /** The interpreter of the other build. */
    BEFORE("before");

    private final String words;

    Against(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A figure to reach.
   *
   * @param against what a unit of work is compared with
   * @param most how many times as long it may take
   */
  record Limit(Against against, double most) {}

  private static HotRow row(String program, int size, Limit... limits) {
    return new HotRow(program, size, List.of(limits));
  }

  private static Limit java(double most) {
    return new Limit(Against.JAVA, most);
  }

  private static Limit faster(double times) {
    return new Limit(Against.BEFORE, 1 / times);
  }

  /** All rows. */
  static final List<HotRow> ALL =
      List.of(
          row("fib", 30, java(1.3)),
          row("fib-typed", 30, java(1.3)),
          row("tak", 24, java(1.5)),
          row("tail-loop", 10_000_000, java(1.5)),
          row("collatz", 30_000, java(1.5)),
          row("ackermann", 1000, java(3)),
          row("mandelbrot", 160, java(1.5)),
          row("naive-reverse", 1000, java(1.5)),
          row("map-fold-by-value", 800, faster(6)),
          row("deep-sum", 10_000_000, new Limit(Against.CALL, 25)),
          row("queens", 8, java(2.5), faster(8)),
          row("queens", 9, java(2.5), faster(8)),
          row("generate-and-test", 18, faster(3.5)),
          row("backward-chaining", 400, faster(3)));
}
