package dev.mettle.ir.text;

/**
 * Text that is no function, with the place where it stops being one.
 *
 * @since 1.0
 */
public final class TextFormatException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  TextFormatException(String source, int line, int column, String lineText, String reason) {
    super(
        "%s:%d:%d: %s\n  %s\n  %s^"
            .formatted(source, line, column, reason, lineText, " ".repeat(column - 1)));
    this.line = line;
    this.column = column;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** The column, from 1. */
  public int column() {
    return column;
  }
}
