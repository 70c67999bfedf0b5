package dev.mettle.frontend.read;

/**
 * A place in a text. It costs two words to keep; lines and columns are computed when somebody asks.
 *
 * @param source the text
 * @param offset UTF-16 units before the place
 */
public record SourcePosition(SourceText source, int offset) {

  /** The line, counted from 1. */
  public int line() {
    return source.lineAt(offset);
  }

  /** The column, counted from 1 in characters (code points; a tab is one). */
  public int column() {
    return source.columnAt(offset);
  }

  /** The place as {@code name:line:column}. */
  @Override
  public String toString() {
    return source.name() + ":" + line() + ":" + column();
  }
}
