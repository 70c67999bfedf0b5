package dev.mettle.frontend.read;

/** What can be wrong with a text. */
public enum SyntaxProblem {
  /** A right bracket that closes nothing. */
  UNEXPECTED_RIGHT_BRACKET("Unexpected right bracket", false),
  /** The text ends inside an expression; reported where the top-level expression begins. */
  UNEXPECTED_END("Unexpected end of expression", true),
  /** The text ends inside a string; reported where the string begins. */
  UNCLOSED_STRING("Unclosed String Literal", true),
  /** The text ends behind a backslash inside a string. */
  UNFINISHED_ESCAPE("Escaping sequence is not finished", true),
  /** A backslash inside a string with something behind it that has no meaning. */
  INVALID_ESCAPE("Invalid escape sequence", false),
  /** A variable with a {@code #} in its name, which fresh variables alone may have. */
  RESERVED_HASH("'#' char is reserved for internal usage", false),
  /** A word that a token claims but cannot make an atom of. */
  BAD_TOKEN("Invalid token", false),
  /** Half of a surrogate pair, which is no character. */
  UNPAIRED_SURROGATE("Unpaired surrogate", false),
  /** Bytes that are no UTF-8. */
  INVALID_ENCODING("Invalid UTF-8", false);

  private final String message;
  private final boolean incomplete;

  SyntaxProblem(String message, boolean incomplete) {
    this.message = message;
    this.incomplete = incomplete;
  }

  /** The message in general; an exception may carry one with more detail. */
  public String message() {
    return message;
  }

  /** Whether more text could mend it, so that somebody who types may go on on the next line. */
  public boolean isIncomplete() {
    return incomplete;
  }
}
