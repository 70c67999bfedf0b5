package dev.mettle.benchmarks.hot;

import java.util.List;

/**
 * A whole process that has to take less than another one.
 *
 * @param program the name of the program
 * @param size its size, which a comment of it names
 * @param against what it is compared with
 * @param most how many times as much processor time it may take
 */
record WholeRow(String program, int size, Against against, double most) {

  /** What whole processes are compared with. */
  enum Against {
    /** The interpreter of the other build. */
    BEFORE,
    /** SWI-Prolog as it is started by default. */
    PROLOG,
    /** SWI-Prolog that was told to optimise. */
    OPTIMISED_PROLOG
  }

  /** All rows. */
  static final List<WholeRow> ALL =
      List.of(
          new WholeRow("fib", 27, Against.BEFORE, 0.7),
          new WholeRow("naive-reverse", 600, Against.BEFORE, 0.6),
          new WholeRow("peano", 200, Against.BEFORE, 0.6),
          new WholeRow("queens", 9, Against.BEFORE, 0.6),
          new WholeRow("generate-and-test", 14, Against.BEFORE, 0.6),
          new WholeRow("queens", 10, Against.PROLOG, 1.0),
          new WholeRow("queens", 10, Against.OPTIMISED_PROLOG, 1.0));
}
