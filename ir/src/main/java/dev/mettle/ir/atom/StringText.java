package dev.mettle.ir.atom;

/**
 * The quoted form of strings: what must be escaped so that a reader sees it.
 *
 * @since 1.0
 */
public final class StringText {

  private StringText() {}

  /** Appends {@code value} in quotes, with escapes. */
  public static void quote(String value, StringBuilder out) {
    out.append('"');
    int i = 0;
    Interruption.checkBefore(value.length());
    while (i < value.length()) {
      int c = value.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case 0 -> out.append("\\0");
        default -> {
          if (PrintableCharacters.contains(c)) {
            out.appendCodePoint(c);
          } else {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
          }
        }
      }
    }
    out.append('"');
  }
}
