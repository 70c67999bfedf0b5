package dev.mettle.frontend.read;

/** Resolves the escapes of string literals, whose form the grammar has checked. */
final class StringLiteral {

  private StringLiteral() {}

  /**
   * The characters of the literal between two offsets, quotes included.
   *
   * @param base the offset in the source of the text that the literal stands in
   * @throws SyntaxException if an escape has a number that is no character's
   */
  static String value(SourceText source, int base, String text, int start, int end)
      throws SyntaxException {
    int from = start + 1;
    int to = end - 1;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\\') {
        return resolve(source, base, text, from, i, to);
      }
    }
    return text.substring(from, to);
  }

  private static String resolve(
      SourceText source, int base, String text, int from, int firstEscape, int to)
      throws SyntaxException {
    StringBuilder value = new StringBuilder(to - from);
    value.append(text, from, firstEscape);
    int i = firstEscape;
    while (i < to) {
      char unit = text.charAt(i++);
      if (unit != '\\') {
        value.append(unit);
        continue;
      }
      char kind = text.charAt(i++);
      switch (kind) {
        case 'n' -> value.append('\n');
        case 'r' -> value.append('\r');
        case 't' -> value.append('\t');
        case 'x' -> {
          value.append((char) hex(text, i, i + 2));
          i += 2;
        }
        case 'u' -> {
          int digits = i + 1;
          int end = digits;
          while (text.charAt(end) != '}') {
            end++;
          }
          long c = hex(text, digits, end);
          if (!isCharacter(c)) {
            throw new SyntaxException(SyntaxProblem.INVALID_ESCAPE, source.position(base + i - 2));
          }
          value.appendCodePoint((int) c);
          i = end + 1;
        }
        default -> value.append(kind);
      }
    }
    return value.toString();
  }

  /** The number in hexadecimal digits, 0 for none. */
  private static long hex(String text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value << 4 | Character.digit(text.charAt(i), 16);
    }
    return value;
  }

  private static boolean isCharacter(long c) {
    return c <= Character.MAX_CODE_POINT
        && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
  }
}
