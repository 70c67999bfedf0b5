package dev.mettle.benchmarks.process;

import java.io.IOException;

/** Searches the smallest heap in which something works. */
final class HeapSearch {

  /** What does not work in so many megabytes is not tried with more. */
  private static final int MOST_MEGABYTES = 8_192;

  private HeapSearch() {}

  /** Tries something. */
  interface Trial {
    /** Whether it works in a heap of so many megabytes. */
    boolean worksIn(int megabytes) throws IOException, InterruptedException;
  }

  /**
   * Doubles the heap until the trial works, and then halves the interval in which the smallest heap
   * lies.
   *
   * @param step how exactly, in megabytes
   * @return a multiple of {@code step} in which the trial has worked; in one step less it has
   *     failed, unless that is no heap at all
   * @throws IOException if the trial works in no heap
   */
  static int smallest(int step, Trial trial) throws IOException, InterruptedException {
    int failing = 0;
    int working = step;
    while (!trial.worksIn(working)) {
      failing = working;
      working *= 2;
      if (working > MOST_MEGABYTES) {
        throw new IOException("it does not even work in a heap of " + failing + " MB");
      }
    }
    while (working - failing > step) {
      int middle = failing + (working - failing) / (2 * step) * step;
      if (trial.worksIn(middle)) {
        working = middle;
      } else {
        failing = middle;
      }
    }
    return working;
  }
}
