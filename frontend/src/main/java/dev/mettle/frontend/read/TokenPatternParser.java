package dev.mettle.frontend.read;

import dev.mettle.frontend.read.TokenPattern.Boundary;
import dev.mettle.frontend.read.TokenPattern.Choice;
import dev.mettle.frontend.read.TokenPattern.One;
import dev.mettle.frontend.read.TokenPattern.Place;
import dev.mettle.frontend.read.TokenPattern.Repeat;
import dev.mettle.frontend.read.TokenPattern.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads regular expressions, with the errors of Rust's regex crate. */
final class TokenPatternParser {

  private static final Map<String, Boundary> HALVES =
      Map.of(
          "{start}", Boundary.WORD_START,
          "{end}", Boundary.WORD_END,
          "{start-half}", Boundary.WORD_START_HALF,
          "{end-half}", Boundary.WORD_END_HALF);

  private final String regex;
  private int at;

  /** The sequence that is being read. */
  private List<TokenPattern> parts = new ArrayList<>();

  private TokenPatternParser(String regex) {
    this.regex = regex;
  }

  /** The pattern that {@code regex} denotes. */
  static TokenPattern parse(String regex) throws TokenPatternException {
    return new TokenPatternParser(regex).choice();
  }

  private TokenPattern choice() throws TokenPatternException {
    List<TokenPattern> branches = new ArrayList<>();
    while (at < regex.length()) {
      int start = at;
      int c = regex.codePointAt(at);
      at += Character.charCount(c);
      switch (c) {
        case '|' -> {
          branches.add(new Sequence(parts));
          parts = new ArrayList<>();
        }
        case '(' -> throw error(start, at, "groups are not supported in tokens");
        case ')' -> throw error(start, at, "unopened group");
        case '*' -> repeat(start, 0, TokenPattern.UNLIMITED);
        case '+' -> repeat(start, 1, TokenPattern.UNLIMITED);
        case '?' -> repeat(start, 0, 1);
        case '{' -> counted(start);
        case '[' -> {
          TokenClass set = TokenClass.parse(regex, start);
          parts.add(new One(set.members()::get));
          at = set.end();
        }
        case '\\' -> escape(start);
        case '.' -> parts.add(new One(other -> other != '\n'));
        case '^' -> parts.add(new Place(Boundary.TEXT_START));
        case '$' -> parts.add(new Place(Boundary.TEXT_END));
        default -> parts.add(new One(other -> other == c));
      }
    }
    branches.add(new Sequence(parts));
    return branches.size() == 1 ? branches.getFirst() : new Choice(branches);
  }

  private void repeat(int start, int least, int most) throws TokenPatternException {
    requireBody(start);
    boolean lazy = at < regex.length() && regex.charAt(at) == '?';
    if (lazy) {
      at++;
    }
    parts.add(new Repeat(parts.removeLast(), least, most, !lazy));
  }

  private void requireBody(int start) throws TokenPatternException {
    if (parts.isEmpty()) {
      throw error(start, start + 1, "repetition operator missing expression");
    }
  }

  private void counted(int start) throws TokenPatternException {
    requireBody(start);
    int least = count(start);
    int most = least;
    if (next(start) == ',') {
      at++;
      most = next(start) == '}' ? TokenPattern.UNLIMITED : count(start);
    }
    if (next(start) != '}') {
      throw error(start, at, "unclosed counted repetition");
    }
    at++;
    if (most != TokenPattern.UNLIMITED && least > most) {
      throw error(start, at, "invalid repetition count range, the start must be <= the end");
    }
    repeat(start, least, most);
  }

  private char next(int start) throws TokenPatternException {
    if (at == regex.length()) {
      throw error(start, at, "unclosed counted repetition");
    }
    return regex.charAt(at);
  }

  private int count(int start) throws TokenPatternException {
    next(start);
    int first = at;
    while (at < regex.length() && regex.charAt(at) >= '0' && regex.charAt(at) <= '9') {
      at++;
    }
    if (at == first) {
      throw error(at, at, "repetition quantifier expects a valid decimal");
    }
    try {
      return Integer.parseInt(regex, first, at, 10);
    } catch (NumberFormatException e) {
      throw error(first, at, "decimal literal invalid");
    }
  }

  private void escape(int start) throws TokenPatternException {
    Boundary boundary = at < regex.length() ? Boundary.of(regex.charAt(at)) : null;
    if (boundary == null) {
      TokenEscape escape = TokenEscape.parse(regex, start);
      parts.add(new One(escape.set()));
      at = escape.end();
      return;
    }
    at++;
    if (boundary == Boundary.WORD) {
      for (Map.Entry<String, Boundary> half : HALVES.entrySet()) {
        if (regex.startsWith(half.getKey(), at)) {
          at += half.getKey().length();
          boundary = half.getValue();
          break;
        }
      }
    }
    parts.add(new Place(boundary));
  }

  private TokenPatternException error(int from, int to, String reason) {
    return TokenPatternException.at(regex, from, to, reason);
  }
}
