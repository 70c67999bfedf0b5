package dev.mettle.ir.text;

/**
 * A piece of IR text.
 *
 * @param kind what it is
 * @param prefix what stands right before the opening quote of {@link Kind#QUOTED}; else empty
 * @param text the characters; of a quoted piece those that it stands for
 * @param line its line, from 1
 * @param column its column, from 1
 */
record Token(Kind kind, String prefix, String text, int line, int column) {

  enum Kind {
    /** Characters up to a blank or a mark. */
    WORD,
    /** Characters in quotes, with a prefix that says what they are. */
    QUOTED,
    /** A bracket, a brace or a comma. */
    MARK,
    /** The end of the text. */
    END
  }

  boolean is(String mark) {
    return kind == Kind.MARK && text.equals(mark);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  /** How a message calls this token. */
  String shown() {
    return switch (kind) {
      case WORD, MARK -> "'" + text + "'";
      case QUOTED -> prefix + "\"...\"";
      case END -> "the end of the text";
    };
  }
}
