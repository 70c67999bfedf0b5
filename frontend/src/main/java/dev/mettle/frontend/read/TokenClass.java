package dev.mettle.frontend.read;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A set of characters in square brackets, with nested sets and the operators {@code &&} (in both),
 * {@code --} (in the left one only) and {@code ~~} (in one of them), which all bind alike and less
 * than juxtaposition.
 *
 * @param members the characters
 * @param end index behind the closing bracket
 */
record TokenClass(BitSet members, int end) {

  /** The set whose bracket stands at {@code start}. */
  static TokenClass parse(String regex, int start) throws TokenPatternException {
    return new Parser(regex, start).parse();
  }

  /** A bracket that is still open. */
  private static final class Open {
    private final int from;
    private final boolean negated;

    /** The sets before the last operator, combined. */
    private final BitSet left = new BitSet();

    /** The operator between {@link #left} and {@link #right}; at first none, which is union. */
    private char operator = '|';

    private BitSet right = new BitSet();

    /** Index behind the bracket and what belongs to it, which error messages underline. */
    private int to;

    Open(int from, boolean negated) {
      this.from = from;
      this.negated = negated;
    }

    void apply(char nextOperator) {
      switch (operator) {
        case '&' -> left.and(right);
        case '-' -> left.andNot(right);
        case '~' -> left.xor(right);
        default -> left.or(right);
      }
      right = new BitSet();
      operator = nextOperator;
    }

    BitSet members() {
      apply('|');
      return negated ? complement(left) : left;
    }
  }

  private static final class Parser {

    private static final Map<String, IntPredicate> ASCII_CLASSES =
        Map.ofEntries(
            Map.entry("alnum", Parser::isAlphanumeric),
            Map.entry("alpha", Parser::isAlphabetic),
            Map.entry("ascii", c -> true),
            Map.entry("blank", c -> c == '\t' || c == ' '),
            Map.entry("cntrl", c -> c < ' ' || c == 0x7F),
            Map.entry("digit", c -> c >= '0' && c <= '9'),
            Map.entry("graph", c -> c > ' ' && c < 0x7F),
            Map.entry("lower", c -> c >= 'a' && c <= 'z'),
            Map.entry("print", c -> c >= ' ' && c < 0x7F),
            Map.entry("punct", c -> c > ' ' && c < 0x7F && !isAlphanumeric(c)),
            Map.entry("space", c -> c == ' ' || c >= '\t' && c <= '\r'),
            Map.entry("upper", c -> c >= 'A' && c <= 'Z'),
            Map.entry("word", c -> c == '_' || isAlphanumeric(c)),
            Map.entry("xdigit", c -> Character.digit(c, 16) >= 0));

    private final String regex;
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;

    Parser(String regex, int start) {
      this.regex = regex;
      this.at = start;
    }

    TokenClass parse() throws TokenPatternException {
      open();
      while (true) {
        Open set = open.getFirst();
        require(set.from, set.to);
        char c = regex.charAt(at);
        if (c == ']') {
          at++;
          BitSet members = open.pop().members();
          if (open.isEmpty()) {
            return new TokenClass(members, at);
          }
          open.getFirst().right.or(members);
        } else if (c == '[') {
          if (!asciiClass(set)) {
            open();
          }
        } else if ((c == '&' || c == '-' || c == '~') && regex.startsWith("" + c + c, at)) {
          at += 2;
          set.apply(c);
        } else {
          range(set);
        }
      }
    }

    /** Reads a bracket with what is special behind it: {@code ^}, hyphens, a right bracket. */
    private void open() throws TokenPatternException {
      int from = at++;
      require(from, at);
      boolean negated = regex.charAt(at) == '^';
      if (negated) {
        at++;
        require(from, at);
      }
      Open set = new Open(from, negated);
      boolean hyphens = false;
      while (regex.charAt(at) == '-') {
        at++;
        set.right.set('-');
        hyphens = true;
        require(from, from);
      }
      if (!hyphens && regex.charAt(at) == ']') {
        at++;
        set.right.set(']');
        require(from, at);
      }
      set.to = at;
      open.push(set);
    }

    private void require(int from, int to) throws TokenPatternException {
      if (at == regex.length()) {
        throw TokenPatternException.at(regex, from, to, "unclosed character class");
      }
    }

    /** Reads {@code [:alpha:]} or {@code [:^alpha:]}; anything else is a nested set. */
    private boolean asciiClass(Open set) {
      int close = regex.indexOf(":]", at + 2);
      if (!regex.startsWith("[:", at) || close < 0) {
        return false;
      }
      boolean negated = regex.charAt(at + 2) == '^';
      IntPredicate test = ASCII_CLASSES.get(regex.substring(negated ? at + 3 : at + 2, close));
      if (test == null) {
        return false;
      }
      BitSet members = select(test, 0x80);
      set.right.or(negated ? complement(members) : members);
      at = close + 2;
      return true;
    }

    private void range(Open set) throws TokenPatternException {
      int from = at;
      TokenEscape first = item();
      require(set.from, set.to);
      char after = at + 1 < regex.length() ? regex.charAt(at + 1) : '\0';
      if (regex.charAt(at) != '-' || after == ']' || after == '-') {
        if (first.character() >= 0) {
          set.right.set(first.character());
        } else {
          set.right.or(select(first.set(), Character.MAX_CODE_POINT + 1));
        }
        return;
      }
      at++;
      require(set.from, set.to);
      int second = at;
      TokenEscape last = item();
      if (first.character() < 0) {
        throw noLiteral(from, first.end());
      }
      if (last.character() < 0) {
        throw noLiteral(second, last.end());
      }
      if (first.character() > last.character()) {
        throw TokenPatternException.at(
            regex, from, at, "invalid character class range, the start must be <= the end");
      }
      set.right.set(first.character(), last.character() + 1);
    }

    private TokenPatternException noLiteral(int from, int to) {
      return TokenPatternException.at(regex, from, to, "invalid range boundary, must be a literal");
    }

    /** A character or an escape. */
    private TokenEscape item() throws TokenPatternException {
      int c = regex.codePointAt(at);
      if (c == '\\'
          && at + 1 < regex.length()
          && TokenPattern.Boundary.of(regex.charAt(at + 1)) != null) {
        throw TokenPatternException.at(
            regex, at, at + 2, "invalid escape sequence found in character class");
      }
      TokenEscape item =
          c == '\\'
              ? TokenEscape.parse(regex, at)
              : TokenEscape.character(c, at + Character.charCount(c));
      at = item.end();
      return item;
    }

    private static boolean isAlphabetic(int c) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isAlphanumeric(int c) {
      return isAlphabetic(c) || c >= '0' && c <= '9';
    }
  }

  private static BitSet select(IntPredicate test, int limit) {
    BitSet members = new BitSet();
    for (int c = 0; c < limit; c++) {
      if (test.test(c)) {
        members.set(c);
      }
    }
    return members;
  }

  private static BitSet complement(BitSet set) {
    BitSet others = (BitSet) set.clone();
    others.flip(0, Character.MAX_CODE_POINT + 1);
    return others;
  }
}
