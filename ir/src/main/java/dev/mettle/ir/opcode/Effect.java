package dev.mettle.ir.opcode;

/** What an instruction does besides computing its results. */
public enum Effect {
  /** Nothing: it can be repeated, dropped, moved and folded. */
  PURE,
  /** It may make a choice point, so that the code after it runs several times. */
  MAY_FORK,
  /** It may end the current alternative without a result. */
  MAY_FAIL,
  /** Its result depends on the contents of a space or a state. */
  READS_SPACE,
  /** It changes a space or a state. */
  WRITES_SPACE,
  /** It talks to the world outside. */
  IO
}
