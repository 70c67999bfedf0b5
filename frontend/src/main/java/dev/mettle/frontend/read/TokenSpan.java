package dev.mettle.frontend.read;

import dev.mettle.frontend.grammar.MettaLexer;
import java.util.ArrayList;
import java.util.List;

/**
 * A token or a comment of a text, for those who show texts.
 *
 * @param start offset of its first unit
 * @param end offset behind its last unit
 * @param kind what it is
 */
public record TokenSpan(int start, int end, Kind kind) {

  /** What a part of a text is. */
  public enum Kind {
    /** A bracket. */
    BRACKET,
    /** A variable. */
    VARIABLE,
    /** A string, closed or not. */
    STRING,
    /** A word that begins as numbers do. */
    NUMBER,
    /** Any other word. */
    WORD,
    /** A comment. */
    COMMENT,
    /** What is no token of the language. */
    MISTAKE
  }

  /** All of a text, in order; white space is left out. */
  public static List<TokenSpan> of(String text) {
    List<TokenSpan> spans = new ArrayList<>();
    TokenScanner scanner = new TokenScanner(new SourceText("", text));
    int behind = 0;
    while (true) {
      int type = scanner.next();
      addComments(text, behind, scanner.start(), spans);
      if (type == MettaLexer.EOF) {
        return spans;
      }
      behind = scanner.end();
      spans.add(
          new TokenSpan(
              scanner.start(), behind, kind(type, text.substring(scanner.start(), behind))));
    }
  }

  private static void addComments(String text, int from, int to, List<TokenSpan> spans) {
    int start = text.indexOf(';', from);
    while (start >= 0 && start < to) {
      int lineEnd = text.indexOf('\n', start);
      int end = lineEnd < 0 || lineEnd > to ? to : lineEnd;
      spans.add(new TokenSpan(start, end, Kind.COMMENT));
      start = text.indexOf(';', end);
    }
  }

  private static Kind kind(int type, String token) {
    return switch (type) {
      case MettaLexer.LEFT_BRACKET, MettaLexer.RIGHT_BRACKET -> Kind.BRACKET;
      case MettaLexer.VARIABLE -> Kind.VARIABLE;
      case MettaLexer.STRING, MettaLexer.UNCLOSED_STRING -> Kind.STRING;
      case MettaLexer.WORD -> NumberLiteral.hasNumberStart(token) ? Kind.NUMBER : Kind.WORD;
      default -> Kind.MISTAKE;
    };
  }
}
