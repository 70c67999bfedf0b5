package dev.mettle.frontend.read;

import dev.mettle.ir.atom.LargeIntegers;
import dev.mettle.ir.atom.NumberAtom;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Number literals. An integer is {@code [-+]?\d+}, a float {@code [-+]?\d+\.\d+} or {@code
 * [-+]?\d+(\.\d+)?[eE][-+]?\d+}; whatever else begins like a number is a symbol. {@code \d} is any
 * Unicode digit, and a literal with digits other than 0 to 9 is a mistake, not a symbol.
 */
final class NumberLiteral {

  /** So many digits always fit 64 bits. */
  private static final int SAFE_DIGITS = 18;

  private NumberLiteral() {}

  /** Whether {@code word} begins as all number literals do; some that do are symbols. */
  static boolean hasNumberStart(String word) {
    int whole = skipSign(word, 0);
    return skipDigits(word, whole) > whole;
  }

  /** The integer at this place if it is written in few plain digits, else null. */
  static @Nullable NumberAtom shortInteger(String text, int from, int to) {
    char first = text.charAt(from);
    int digits = first == '-' || first == '+' ? from + 1 : from;
    if (to - digits > SAFE_DIGITS || digits == to) {
      return null;
    }
    long value = 0;
    for (int i = digits; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      value = value * 10 + digit;
    }
    return NumberAtom.of(first == '-' ? -value : value);
  }

  /** The number that {@code word} is, or null if it is none. */
  static @Nullable NumberAtom parse(String word) throws TokenException {
    int length = word.length();
    int whole = skipSign(word, 0);
    int end = skipDigits(word, whole);
    if (end == whole) {
      return null;
    }
    if (end == length) {
      return integer(word, whole);
    }
    boolean fraction = word.charAt(end) == '.';
    if (fraction) {
      int decimals = end + 1;
      end = skipDigits(word, decimals);
      if (end == decimals) {
        return null;
      }
    }
    if (end < length && (word.charAt(end) == 'e' || word.charAt(end) == 'E')) {
      int exponent = skipSign(word, end + 1);
      end = skipDigits(word, exponent);
      if (end == exponent) {
        return null;
      }
    } else if (!fraction) {
      return null;
    }
    if (end != length) {
      return null;
    }
    if (!isAscii(word)) {
      throw new TokenException("Could not parse float: '" + word + "', invalid float literal");
    }
    return NumberAtom.of(Double.parseDouble(word));
  }

  private static NumberAtom integer(String word, int whole) throws TokenException {
    if (!isAscii(word)) {
      throw new TokenException(
          "Could not parse integer: '" + word + "', invalid digit found in string");
    }
    if (word.length() - whole <= SAFE_DIGITS) {
      return NumberAtom.of(Long.parseLong(word));
    }
    BigInteger magnitude = LargeIntegers.parse(word, whole, word.length());
    return NumberAtom.of(word.charAt(0) == '-' ? magnitude.negate() : magnitude);
  }

  private static int skipSign(String word, int at) {
    return at < word.length() && (word.charAt(at) == '-' || word.charAt(at) == '+') ? at + 1 : at;
  }

  private static int skipDigits(String word, int at) {
    int i = at;
    while (i < word.length()) {
      char unit = word.charAt(i);
      if (isAsciiDigit(unit)) {
        i++;
        continue;
      }
      int c = word.codePointAt(i);
      if (unit < 0x80 || !Character.isDigit(c)) {
        break;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  private static boolean isAsciiDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  private static boolean isAscii(String word) {
    return word.chars().allMatch(unit -> unit < 0x80);
  }
}
