package dev.mettle.frontend.read;

import java.util.Objects;

/** A word that a token claims but that has no meaning; becomes a {@link SyntaxException}. */
public final class TokenException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With the text that the user sees. */
  public TokenException(String message) {
    super(message);
  }

  /** The text that the user sees. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
