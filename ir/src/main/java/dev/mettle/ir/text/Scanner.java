package dev.mettle.ir.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts IR text into tokens and keeps the comments between them. */
final class Scanner {

  private final String text;
  private final String source;
  private final List<String> comments = new ArrayList<>();
  private int position;
  private int line = 1;
  private int lineStart;
  private Token next;

  Scanner(String text, String source) throws TextFormatException {
    this.text = text;
    this.source = source;
    this.next = scan();
  }

  /** The token that {@link #take} will give. */
  Token peek() {
    return next;
  }

  Token take() throws TextFormatException {
    Token taken = next;
    next = scan();
    return taken;
  }

  /** The comments before the token that {@link #peek} gives, since the last call of this method. */
  List<String> takeComments() {
    List<String> taken = List.copyOf(comments);
    comments.clear();
    return taken;
  }

  TextFormatException error(Token at, String reason) {
    return error(at.line(), at.column(), reason);
  }

  private TextFormatException error(int atLine, int column, String reason) {
    String shown = text.lines().skip(atLine - 1L).findFirst().orElse("");
    return new TextFormatException(source, atLine, column, shown, reason);
  }

  private int column() {
    return position - lineStart + 1;
  }

  private Token scan() throws TextFormatException {
    skipBlanks();
    int column = column();
    if (position == text.length()) {
      return new Token(Token.Kind.END, "", "", line, column);
    }
    char c = text.charAt(position);
    if ("(){},".indexOf(c) >= 0) {
      position++;
      return new Token(Token.Kind.MARK, "", String.valueOf(c), line, column);
    }
    int start = position;
    while (position < text.length() && !endsWord(text.charAt(position))) {
      position++;
    }
    String word = text.substring(start, position);
    if (position == text.length() || text.charAt(position) != '"') {
      return new Token(Token.Kind.WORD, "", word, line, column);
    }
    int startLine = line;
    String content = quoted(column);
    return new Token(Token.Kind.QUOTED, word, content, startLine, column);
  }

  private static boolean endsWord(char c) {
    return Character.isWhitespace(c) || "(){},;\"".indexOf(c) >= 0;
  }

  private void skipBlanks() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == ';') {
        int end = text.indexOf('\n', position);
        end = end < 0 ? text.length() : end;
        comments.add(text.substring(position + 1, end).strip());
        position = end;
      } else if (c == '\n') {
        position++;
        line++;
        lineStart = position;
      } else if (Character.isWhitespace(c)) {
        position++;
      } else {
        return;
      }
    }
  }

  /** Reads what stands between quotes; what a quote may hold is what StringText writes. */
  private String quoted(int startColumn) throws TextFormatException {
    StringBuilder out = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position);
      switch (c) {
        case '"' -> {
          position++;
          return out.toString();
        }
        case '\\' -> escape(out);
        case '\n' -> throw error(line, startColumn, "a quote is not closed on its line");
        default -> {
          out.append(c);
          position++;
        }
      }
    }
    throw error(line, startColumn, "a quote is not closed");
  }

  private void escape(StringBuilder out) throws TextFormatException {
    int column = column();
    position++;
    char c = position < text.length() ? text.charAt(position) : ' ';
    position++;
    switch (c) {
      case '"', '\\' -> out.append(c);
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case '0' -> out.append('\0');
      case 'u' -> out.appendCodePoint(codePoint(column));
      default -> throw error(line, column, "unknown escape sequence");
    }
  }

  private int codePoint(int column) throws TextFormatException {
    int end = text.indexOf('}', position);
    if (end > position + 1 && end <= position + 7 && text.charAt(position) == '{') {
      try {
        int value = Integer.parseInt(text.substring(position + 1, end), 16);
        if (Character.isValidCodePoint(value)) {
          position = end + 1;
          return value;
        }
      } catch (NumberFormatException e) {
        throw error(line, column, "a character's code is hexadecimal");
      }
    }
    throw error(line, column, "a character is written as \\u{..} with one to six digits");
  }
}
