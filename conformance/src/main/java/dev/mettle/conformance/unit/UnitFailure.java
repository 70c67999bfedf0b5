package dev.mettle.conformance.unit;

/** What a check found: the rule that was broken, by which input, and how. */
final class UnitFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private UnitFailure(String message) {
    super(message);
  }

  /**
   * A broken rule.
   *
   * @param rule what has to be the case
   * @param input the smallest input that shows that it is not
   * @param expected what there should be
   * @param got what there is
   */
  static UnitFailure of(String rule, String input, Object expected, Object got) {
    return new UnitFailure(
        "%s%n  input:    %s%n  expected: %s%n  got:      %s".formatted(rule, input, expected, got));
  }

  /** Fails unless two things have the same text. */
  static void unlessSame(String rule, String input, Object expected, Object got) {
    if (!expected.toString().equals(got.toString())) {
      throw of(rule, input, expected, got);
    }
  }
}
