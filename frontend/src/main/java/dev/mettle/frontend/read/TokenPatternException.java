package dev.mettle.frontend.read;

import java.util.Objects;

/** A token whose text is no regular expression, so that nothing can be bound to it. */
public final class TokenPatternException extends Exception {

  private static final long serialVersionUID = 1L;

  private TokenPatternException(String regex, String reason) {
    // Error texts are the reference's to the letter.
    super("Could convert token " + regex + " into regex: " + reason);
  }

  /**
   * A mistake in a regular expression.
   *
   * @param regex the expression
   * @param from index of the first unit at fault
   * @param to index behind the last one; with {@code from} for a place between two units
   * @param reason what is wrong
   */
  static TokenPatternException at(String regex, int from, int to, String reason) {
    int before = regex.codePointCount(0, from);
    int width = Math.max(1, regex.codePointCount(from, to));
    return new TokenPatternException(
        regex,
        "regex parse error:\n    %s\n    %s%s\nerror: %s"
            .formatted(regex, " ".repeat(before), "^".repeat(width), reason));
  }

  /** An expression that would need too much memory. */
  static TokenPatternException tooLarge(String regex) {
    return new TokenPatternException(regex, "Compiled regex exceeds size limit of 10485760 bytes.");
  }

  /** What is wrong and where, in several lines, as the reference words it. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
