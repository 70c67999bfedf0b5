package dev.mettle.conformance.kit;

/**
 * A check found something wrong; the message is for the engine's author.
 *
 * @since 1.0
 */
public final class CheckFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure with its message. */
  public CheckFailedException(String message) {
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
  public static CheckFailedException of(String rule, String input, Object expected, Object got) {
    return new CheckFailedException(
        "%s%n  input:    %s%n  expected: %s%n  got:      %s".formatted(rule, input, expected, got));
  }

  /** Fails unless two things have the same text. */
  public static void unlessSame(String rule, String input, Object expected, Object got) {
    if (!expected.toString().equals(got.toString())) {
      throw of(rule, input, expected, got);
    }
  }
}
