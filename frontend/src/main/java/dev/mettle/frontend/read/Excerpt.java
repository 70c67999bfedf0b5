package dev.mettle.frontend.read;

/** The line of a text around a place, and a second line with a caret below the place. */
final class Excerpt {

  /** Characters shown on each side of the caret; data files may be one line of many megabytes. */
  private static final int REACH = 60;

  private static final String CUT = "...";
  private static final String INDENT = "  ";

  private Excerpt() {}

  /** The two lines, indented, without a line break at the end. */
  static String at(SourcePosition position) {
    SourceText source = position.source();
    int number = position.line();
    String line = source.line(number);
    // The place may be the line break itself.
    int caret = Math.clamp(position.offset() - source.startOfLine(number), 0, line.length());

    int from = cut(line, caret - REACH);
    int to = cut(line, caret + REACH);
    StringBuilder shown = new StringBuilder(INDENT);
    StringBuilder below = new StringBuilder(INDENT);
    if (from > 0) {
      shown.append(CUT);
      below.repeat(' ', CUT.length());
    }
    line.substring(from, to).codePoints().map(Excerpt::visible).forEach(shown::appendCodePoint);
    // Tabs are kept in both lines, so that the caret stands below its place at any tab width.
    line.substring(from, caret).codePoints().forEach(c -> below.append(c == '\t' ? '\t' : ' '));
    if (to < line.length()) {
      shown.append(CUT);
    }
    return shown.append('\n').append(below).append('^').toString();
  }

  private static int cut(String line, int at) {
    if (at <= 0) {
      return 0;
    }
    if (at >= line.length()) {
      return line.length();
    }
    boolean insidePair =
        Character.isLowSurrogate(line.charAt(at)) && Character.isHighSurrogate(line.charAt(at - 1));
    return insidePair ? at - 1 : at;
  }

  /** Control characters could move the caret or worse; a terminal must not obey the text. */
  private static int visible(int c) {
    return Character.isISOControl(c) && c != '\t' ? 0xFFFD : c;
  }
}
