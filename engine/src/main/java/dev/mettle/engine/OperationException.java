package dev.mettle.engine;

/**
 * Thrown by an operation whose call is an error: the result is {@code (Error call text)}. Any other
 * exception gives such an error too, with the class of the exception before its message.
 */
public final class OperationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String text;

  /** The error of this text, which programs see as a symbol. */
  public OperationException(String text) {
    super(text);
    this.text = text;
  }

  /** The text of the error. */
  public String text() {
    return text;
  }
}
