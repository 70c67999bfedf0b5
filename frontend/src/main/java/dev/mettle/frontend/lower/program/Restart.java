package dev.mettle.frontend.lower.program;

/** Lowering found out something that has to be known earlier in the code, and begins again. */
final class Restart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Restart() {
    super(null, null, false, false);
  }
}
