package dev.mettle.conformance.report;

/** Text inside of XML and HTML. */
final class Markup {

  private Markup() {}

  /** The text without what no document may hold; whoever writes it escapes the rest. */
  static String legal(String text) {
    return text.codePoints().allMatch(Markup::isLegal)
        ? text
        : text.codePoints()
            .map(c -> isLegal(c) ? c : 0xFFFD)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isLegal(int c) {
    return c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF
        || c == '\n'
        || c == '\t';
  }
}
