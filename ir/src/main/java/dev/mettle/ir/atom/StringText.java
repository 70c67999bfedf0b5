package dev.mettle.ir.atom;

/** The quoted form of strings: what must be escaped so that a reader sees it. */
public final class StringText {

  private StringText() {}

  /** Appends {@code value} in quotes, with escapes. */
  public static void quote(String value, StringBuilder out) {
    out.append('"');
    int i = 0;
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
          if (isPrintable(c)) {
            out.appendCodePoint(c);
          } else {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isPrintable(int c) {
    if (c < 0x7f) {
      return c >= ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> true;
    };
  }
}
