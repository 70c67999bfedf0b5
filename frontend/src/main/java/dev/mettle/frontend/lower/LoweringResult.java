package dev.mettle.frontend.lower;

import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.verify.VerifiedFunction;
import java.util.Set;

/** What lowering gives. */
public sealed interface LoweringResult {

  /** Code that may be run as long as the assumptions of its function hold. */
  record Lowered(VerifiedFunction function) implements LoweringResult {}

  /**
   * No code. Asking again makes sense once one of the assumptions no longer holds.
   *
   * @param reason why
   * @param detail the part of the program that is the reason, as text
   * @param assumptions what the answer relied on
   */
  record Declined(DeclineReason reason, String detail, Set<Assumption> assumptions)
      implements LoweringResult {

    /** Copies the set. */
    public Declined {
      assumptions = Set.copyOf(assumptions);
    }

    @Override
    public String toString() {
      return detail.isEmpty() ? reason.description() : reason.description() + ": " + detail;
    }
  }
}
