package dev.mettle.vm.place;

import java.util.List;
import java.util.Optional;

/**
 * What led to an error, or to the end of a run: the rule at work, and the calls that waited for it.
 * What has nothing to wait for, since a call is the last thing that it does, is not among them.
 *
 * @param isKnown whether it is known what was at work
 * @param rule the rule at work; empty if it is not known, or if no rule was, but what stands behind
 *     a {@code !}
 * @param isWritten whether the error stands in that rule as it is, and was not made by the engine
 * @param calls the rules whose calls waited, the innermost first
 * @param more whether more of them waited
 */
public record CallTrace(
    boolean isKnown, Optional<RulePlace> rule, boolean isWritten, List<Call> calls, boolean more) {

  /** Nothing is known. */
  public static final CallTrace UNKNOWN =
      new CallTrace(false, Optional.empty(), false, List.of(), false);

  /** A copy of the list is kept. */
  public CallTrace {
    calls = List.copyOf(calls);
  }

  /**
   * A rule whose call waited.
   *
   * @param rule the rule
   * @param called the function that it had called; empty if it is not known
   */
  public record Call(RulePlace rule, String called) {}
}
