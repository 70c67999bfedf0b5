package dev.mettle.ir.function;

/**
 * Bytes that are no code.
 *
 * @since 1.0
 */
public final class MalformedCodeException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int position;

  MalformedCodeException(int position, String reason) {
    super("at byte " + position + ": " + reason);
    this.position = position;
  }

  /** Where the instruction starts that cannot be read. */
  public int position() {
    return position;
  }
}
