package dev.mettle.frontend.read;

import org.jspecify.annotations.Nullable;

/**
 * The part of a text that is looked at: all of it, or what has been read of a file and is still
 * wanted.
 */
final class TextWindow {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final @Nullable FilePieces pieces;
  private String text;
  private int base;

  /** The window that shows all of a text. */
  TextWindow(String text) {
    this.pieces = null;
    this.text = text;
  }

  /** A window at the beginning of a file; a byte order mark there is left out. */
  TextWindow(FilePieces pieces) {
    this.pieces = pieces;
    String first = pieces.next(1);
    this.text = !first.isEmpty() && first.charAt(0) == BYTE_ORDER_MARK ? first.substring(1) : first;
  }

  /** What is shown. */
  String text() {
    return text;
  }

  /** The offset in the whole text of the first unit that is shown. */
  int base() {
    return base;
  }

  /** Whether the text goes on behind the window. */
  boolean hasMore() {
    return pieces != null && !pieces.isAtEnd();
  }

  /**
   * Shows what follows as well, and no longer what stands before {@code from}, a place in {@link
   * #text}. What is shown at least doubles, so that long tokens are not looked at too often.
   */
  void goOn(int from) {
    if (pieces != null) {
      String kept = text.substring(from);
      base += from;
      text = kept + pieces.next(kept.length());
    }
  }
}
