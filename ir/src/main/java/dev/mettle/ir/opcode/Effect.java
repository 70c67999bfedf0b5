package dev.mettle.ir.opcode;

/**
 * What an instruction does besides computing its results.
 *
 * @since 1.0
 */
public enum Effect {
  /** Nothing: it can be repeated, dropped, moved and folded. */
  PURE,
  /** Its result differs each time from everything else, so that repeating it shows. */
  MAKES_NEW,
  /** It sets a local, or changes the collector, barrier or soft cut that one holds. */
  WRITES_LOCAL,
  /** It may give a variable a value that was there before. */
  BINDS,
  /** It may make a choice point, so that the code after it runs several times. */
  MAY_FORK,
  /** It may end the current alternative without a result. */
  MAY_FAIL,
  /** It takes alternatives away that were still open. */
  CUTS,
  /** Its result depends on the contents of a space or a state. */
  READS_SPACE,
  /** It changes a space or a state. */
  WRITES_SPACE,
  /** It talks to the world outside. */
  IO
}
