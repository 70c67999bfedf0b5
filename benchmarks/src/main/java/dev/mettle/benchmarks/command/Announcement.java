package dev.mettle.benchmarks.command;

/** What is measured next, for who waits at a terminal; anywhere else nothing is said. */
final class Announcement {

  /** Set by the launcher, which can tell whether standard error is a terminal. */
  private static final String PROPERTY = "mettle.terminal";

  private Announcement() {}

  static void of(String what) {
    if (Boolean.getBoolean(PROPERTY)) {
      System.err.println(what);
    }
  }
}
