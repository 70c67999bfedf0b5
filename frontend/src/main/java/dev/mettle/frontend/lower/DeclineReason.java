package dev.mettle.frontend.lower;

import dev.mettle.ir.verify.InvalidFunctionException;

/** Why something is not lowered and is not for a backend. */
public enum DeclineReason {
  /** The code would exceed a limit of the IR. */
  TOO_LARGE("too large"),
  /** Lowering made code that the verifier rejects, which is a defect of lowering. */
  MALFORMED("malformed code");

  /** What a rejection by the verifier means: code is well formed by construction. */
  public static DeclineReason of(InvalidFunctionException rejection) {
    assert rejection.defect().isLimit() : rejection.getMessage();
    return rejection.defect().isLimit() ? TOO_LARGE : MALFORMED;
  }

  private final String description;

  DeclineReason(String description) {
    this.description = description;
  }

  /** A few words for statistics. */
  public String description() {
    return description;
  }
}
