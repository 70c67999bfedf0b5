package dev.mettle.frontend.read;

import dev.mettle.frontend.grammar.MettaLexer;
import dev.mettle.ir.atom.Interruption;

/**
 * Finds the tokens that are plain: brackets, words, variables and strings of ASCII characters, with
 * nothing in them that the grammar makes a special case of. Most texts have no others. The grammar
 * is the judge of what is found here; where there is any doubt, this says so.
 */
final class PlainTokens {

  /** The type of what is not plain, among it the end of the text. */
  static final int OTHER = Integer.MIN_VALUE;

  private final String text;
  private final int length;
  private int end;

  PlainTokens(String text) {
    this.text = text;
    this.length = text.length();
  }

  /** Offset behind the token that was found last. */
  int end() {
    return end;
  }

  /** The offset behind plain white space and comments. */
  int skipSpace(int from) {
    int at = from;
    while (at < length) {
      Interruption.check(at);
      char c = text.charAt(at);
      if (c == ';') {
        int behind = skipComment(at);
        if (behind < 0) {
          return at;
        }
        at = behind;
      } else if (c < 0x80 && UnitStream.isSpace(c)) {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  /** The offset behind a comment of ASCII characters; -1 for another one. */
  private int skipComment(int from) {
    int at = from;
    while (at < length && text.charAt(at) != '\n') {
      if (text.charAt(at) >= 0x80) {
        return -1;
      }
      Interruption.check(at);
      at++;
    }
    return at;
  }

  /** The type of the token at an offset where no white space is; {@link #OTHER} in doubt. */
  int token(int start) {
    if (start >= length) {
      return OTHER;
    }
    char first = text.charAt(start);
    return switch (first) {
      case '(' -> {
        end = start + 1;
        yield MettaLexer.LEFT_BRACKET;
      }
      case ')' -> {
        end = start + 1;
        yield MettaLexer.RIGHT_BRACKET;
      }
      case '"' -> string(start);
      case '$' -> variable(start);
      default -> word(start);
    };
  }

  private int string(int start) {
    for (int at = start + 1; at < length; at++) {
      char c = text.charAt(at);
      if (c == '"') {
        end = at + 1;
        return MettaLexer.STRING;
      }
      if (c == '\\' || c >= 0x80) {
        return OTHER;
      }
      Interruption.check(at);
    }
    return OTHER;
  }

  private int variable(int start) {
    int at = start + 1;
    for (; at < length; at++) {
      char c = text.charAt(at);
      if (c == '#' || c >= 0x80) {
        return OTHER;
      }
      if (c == '(' || c == ')' || UnitStream.isSpace(c)) {
        break;
      }
      Interruption.check(at);
    }
    end = at;
    return MettaLexer.VARIABLE;
  }

  private int word(int start) {
    int at = start;
    for (; at < length; at++) {
      char c = text.charAt(at);
      if (c >= 0x80) {
        return OTHER;
      }
      if (c == '(' || c == ')' || c == ';' || UnitStream.isSpace(c)) {
        break;
      }
      Interruption.check(at);
    }
    if (at == start) {
      return OTHER;
    }
    end = at;
    return MettaLexer.WORD;
  }
}
