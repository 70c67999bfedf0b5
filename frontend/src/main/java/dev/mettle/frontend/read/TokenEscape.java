package dev.mettle.frontend.read;

import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * An escape that stands for one character or a set of them.
 *
 * @param set the characters
 * @param character the character if it is one alone, else -1
 * @param end index behind the escape
 */
record TokenEscape(IntPredicate set, int character, int end) {

  private static final String UNFINISHED =
      "incomplete escape sequence, reached end of pattern prematurely";

  /** The escape whose backslash stands at {@code start}. */
  static TokenEscape parse(String regex, int start) throws TokenPatternException {
    int at = start + 1;
    if (at == regex.length()) {
      throw TokenPatternException.at(regex, start, at, UNFINISHED);
    }
    int c = regex.codePointAt(at);
    int end = at + Character.charCount(c);
    return switch (c) {
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          throw TokenPatternException.at(regex, start, end, "backreferences are not supported");
      case 'd' -> new TokenEscape(Character::isDigit, -1, end);
      case 'D' -> new TokenEscape(other -> !Character.isDigit(other), -1, end);
      case 's' -> new TokenEscape(TokenEscape::isSpace, -1, end);
      case 'S' -> new TokenEscape(other -> !isSpace(other), -1, end);
      case 'w' -> new TokenEscape(TokenEscape::isWord, -1, end);
      case 'W' -> new TokenEscape(other -> !isWord(other), -1, end);
      case 'p', 'P' -> property(regex, start);
      case 'x' -> hexadecimal(regex, end, 2);
      case 'u' -> hexadecimal(regex, end, 4);
      case 'U' -> hexadecimal(regex, end, 8);
      case 'a' -> character(0x07, end);
      case 'f' -> character('\f', end);
      case 't' -> character('\t', end);
      case 'n' -> character('\n', end);
      case 'r' -> character('\r', end);
      case 'v' -> character(0x0B, end);
      default -> {
        if (c >= 0x80 || c == '<' || c == '>' || Character.isLetter(c)) {
          throw TokenPatternException.at(regex, start, end, "unrecognized escape sequence");
        }
        yield character(c, end);
      }
    };
  }

  static TokenEscape character(int c, int end) {
    return new TokenEscape(other -> other == c, c, end);
  }

  private static boolean isSpace(int c) {
    return c < 0x80 ? c == ' ' || c >= '\t' && c <= '\r' : UnitStream.fold(c) == ' ';
  }

  /** Letters, marks, digits, connecting punctuation and the two joiners. */
  static boolean isWord(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.CONNECTOR_PUNCTUATION ->
          true;
      default -> Character.isAlphabetic(c) || c == 0x200C || c == 0x200D;
    };
  }

  /** {@code 41} for two digits, or {@code {41}}. */
  private static TokenEscape hexadecimal(String regex, int at, int digits)
      throws TokenPatternException {
    boolean braces = regex.startsWith("{", at);
    int from = braces ? at + 1 : at;
    int to = braces ? regex.indexOf('}', from) : at + digits;
    if (braces && to == from) {
      throw TokenPatternException.at(regex, at, to + 1, "hexadecimal literal empty");
    }
    boolean unfinished = to < 0 || to > regex.length();
    for (int i = from; i < (unfinished ? regex.length() : to); i++) {
      if (regex.charAt(i) >= 0x80 || Character.digit(regex.charAt(i), 16) < 0) {
        throw TokenPatternException.at(regex, i, i + 1, "invalid hexadecimal digit");
      }
    }
    if (unfinished) {
      throw TokenPatternException.at(
          regex, braces ? at : regex.length(), regex.length(), UNFINISHED);
    }
    int c = scalar(regex.substring(from, to));
    if (c < 0) {
      throw TokenPatternException.at(
          regex, from, to, "hexadecimal literal is not a Unicode scalar value");
    }
    return character(c, braces ? to + 1 : to);
  }

  private static int scalar(String digits) {
    try {
      int c = Integer.parseInt(digits, 16);
      boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      return Character.isValidCodePoint(c) && !surrogate ? c : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** {@code \pL}, {@code \p{Greek}}, {@code \p{gc=Lu}}, {@code \P{sc!=Greek}}. */
  private static TokenEscape property(String regex, int start) throws TokenPatternException {
    int at = start + 2;
    boolean braces = regex.startsWith("{", at);
    int to = braces ? regex.indexOf('}', at) : at + 1;
    if (to < 0 || to > regex.length()) {
      throw TokenPatternException.at(regex, regex.length(), regex.length(), UNFINISHED);
    }
    int end = braces ? to + 1 : to;
    String name = regex.substring(braces ? at + 1 : at, to);
    boolean not = regex.charAt(start + 1) == 'P' ^ name.contains("!=");
    IntPredicate members = property(name.replace("!=", "=").replace(':', '='));
    if (members == null) {
      throw TokenPatternException.at(regex, start, end, "Unicode property not found");
    }
    return new TokenEscape(not ? members.negate() : members, -1, end);
  }

  /** Tries the ways in which Java may spell a property: category, script, binary property. */
  private static @Nullable IntPredicate property(String name) {
    String plain = name.replaceAll("[ _-]", "");
    String[] spellings = {
      name, "Is" + name, "Is" + plain, "Is" + category(plain), "gc=" + category(plain)
    };
    for (String spelling : spellings) {
      try {
        Pattern one = Pattern.compile("\\p{" + spelling + "}");
        return c -> one.matcher(Character.toString(c)).matches();
      } catch (PatternSyntaxException e) {
        // Java knows it by another name or not at all.
      }
    }
    return null;
  }

  /** The short name of a general category that Java knows by that alone. */
  private static String category(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "letter" -> "L";
      case "mark" -> "M";
      case "number" -> "N";
      case "punctuation" -> "P";
      case "symbol" -> "S";
      case "separator" -> "Z";
      case "other" -> "C";
      case "uppercaseletter" -> "Lu";
      case "lowercaseletter" -> "Ll";
      case "titlecaseletter" -> "Lt";
      case "decimalnumber" -> "Nd";
      case "mathsymbol" -> "Sm";
      case "currencysymbol" -> "Sc";
      default -> name;
    };
  }
}
