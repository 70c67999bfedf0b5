package dev.mettle.library;

import dev.mettle.ir.atom.Interruption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Finds the place where a text stops being JSON, as RFC 8259 defines it, and says what is wrong
 * there: the reader of a text tells only that something is.
 */
final class JsonFault {

  private static final int END = -1;
  private static final String UNEXPECTED_END = "EOF while parsing ";

  /** What is read next, outside of the tokens. */
  private enum Expected {
    VALUE,
    VALUE_OR_LIST_END,
    KEY,
    KEY_OR_OBJECT_END,
    COMMA_OR_LIST_END,
    COMMA_OR_OBJECT_END,
    NOTHING
  }

  private final byte[] text;
  private final ArrayDeque<Expected> outer = new ArrayDeque<>();
  private int next;

  private JsonFault(String text) {
    Interruption.checkBefore(text.length());
    this.text = text.getBytes(StandardCharsets.UTF_8);
  }

  /** Why {@code text} cannot be decoded, and where: the line and the byte in it, from 1 on. */
  static JsonException in(String text) {
    try {
      new JsonFault(text).check();
      return new JsonException("a text that cannot be decoded");
    } catch (JsonException fault) {
      return fault;
    }
  }

  private void check() throws JsonException {
    Expected expected = Expected.VALUE;
    outer.push(Expected.NOTHING);
    int turn = 0;
    while (true) {
      Interruption.check(++turn);
      int c = afterSpace();
      switch (expected) {
        case VALUE -> expected = value(c);
        case VALUE_OR_LIST_END -> {
          if (c == END) {
            throw here(UNEXPECTED_END + "a list");
          }
          expected = c == ']' ? closed() : value(c);
        }
        case COMMA_OR_LIST_END -> expected = c == ']' ? closed() : nextInList(c);
        case KEY_OR_OBJECT_END -> {
          if (c == END) {
            throw here(UNEXPECTED_END + "an object");
          }
          expected = c == '}' ? closed() : key(c);
        }
        case KEY -> expected = key(c);
        case COMMA_OR_OBJECT_END -> expected = c == '}' ? closed() : nextInObject(c);
        case NOTHING -> {
          if (c != END) {
            throw here("trailing characters");
          }
          return;
        }
      }
    }
  }

  private Expected closed() {
    next++;
    return outer.pop();
  }

  private Expected nextInList(int c) throws JsonException {
    if (c == END) {
      throw here(UNEXPECTED_END + "a list");
    }
    if (c != ',') {
      throw here("expected `,` or `]`");
    }
    next++;
    if (afterSpace() == ']') {
      throw here("trailing comma");
    }
    return Expected.VALUE;
  }

  private Expected nextInObject(int c) throws JsonException {
    if (c == END) {
      throw here(UNEXPECTED_END + "an object");
    }
    if (c != ',') {
      throw here("expected `,` or `}`");
    }
    next++;
    return switch (afterSpace()) {
      case '}' -> throw here("trailing comma");
      case END -> throw here(UNEXPECTED_END + "a value");
      default -> Expected.KEY;
    };
  }

  private Expected key(int c) throws JsonException {
    if (c != '"') {
      throw here("key must be a string");
    }
    string();
    switch (afterSpace()) {
      case ':' -> next++;
      case END -> throw here(UNEXPECTED_END + "an object");
      default -> throw here("expected `:`");
    }
    outer.push(Expected.COMMA_OR_OBJECT_END);
    return Expected.VALUE;
  }

  /** Reads a value or its beginning. */
  private Expected value(int c) throws JsonException {
    switch (c) {
      case '[' -> {
        next++;
        outer.push(Expected.COMMA_OR_LIST_END);
        return Expected.VALUE_OR_LIST_END;
      }
      case '{' -> {
        next++;
        return Expected.KEY_OR_OBJECT_END;
      }
      case '"' -> string();
      case 'n' -> word("null");
      case 't' -> word("true");
      case 'f' -> word("false");
      case '-' -> {
        next++;
        number();
      }
      case END -> throw here(UNEXPECTED_END + "a value");
      default -> {
        if (!isDigit(c)) {
          throw here("expected value");
        }
        number();
      }
    }
    return outer.pop();
  }

  private void word(String word) throws JsonException {
    next++;
    for (int i = 1; i < word.length(); i++) {
      if (read("a value") != word.charAt(i)) {
        throw before("expected ident");
      }
    }
  }

  /** Reads a number, behind its sign. */
  private void number() throws JsonException {
    int begin = next;
    int first = read("a value");
    if (!isDigit(first)) {
      throw before("invalid number");
    }
    if (first == '0' && isDigit(peek())) {
      throw here("invalid number");
    }
    digits();
    if (peek() == '.') {
      next++;
      if (peek() == END) {
        throw here(UNEXPECTED_END + "a value");
      }
      if (!isDigit(peek())) {
        throw here("invalid number");
      }
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      next++;
      if (peek() == '+' || peek() == '-') {
        next++;
      }
      if (!isDigit(read("a value"))) {
        throw before("invalid number");
      }
      digits();
    }
    String written = new String(text, begin, next - begin, StandardCharsets.US_ASCII);
    if (Double.isInfinite(Double.parseDouble(written))) {
      throw before("number out of range");
    }
  }

  private void digits() {
    while (isDigit(peek())) {
      next++;
    }
  }

  private void string() throws JsonException {
    next++;
    while (true) {
      int c = read("a string");
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        escape();
      } else if (c >= 0 && c < ' ') {
        throw before("control character (\\u0000-\\u001F) found while parsing a string");
      }
    }
  }

  private void escape() throws JsonException {
    int c = read("a string");
    if (c != 'u') {
      if ("\"\\/bfnrt".indexOf(c) < 0) {
        throw before("invalid escape");
      }
      return;
    }
    char first = hexDigits();
    if (Character.isLowSurrogate(first)) {
      throw before("lone leading surrogate in hex escape");
    }
    if (!Character.isHighSurrogate(first)) {
      return;
    }
    if (read("a string") != '\\' || read("a string") != 'u') {
      throw before("unexpected end of hex escape");
    }
    if (!Character.isLowSurrogate(hexDigits())) {
      throw before("lone leading surrogate in hex escape");
    }
  }

  private char hexDigits() throws JsonException {
    if (text.length - next < 4) {
      next = text.length;
      throw before(UNEXPECTED_END + "a string");
    }
    int value = 0;
    int end = next + 4;
    boolean valid = true;
    while (next < end) {
      int digit = Character.digit(text[next++], 16);
      valid &= digit >= 0;
      value = (value << 4) | digit;
    }
    if (!valid) {
      throw before("invalid escape");
    }
    return (char) value;
  }

  // ---- the bytes

  private int peek() {
    return next < text.length ? text[next] & 0xff : END;
  }

  /** The next byte, which is behind then; {@code what} is what a text that ends here lacks. */
  private int read(String what) throws JsonException {
    if (next == text.length) {
      throw before(UNEXPECTED_END + what);
    }
    return text[next++] & 0xff;
  }

  /** The next byte that is no white space; it is still to be read. */
  private int afterSpace() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
      next++;
    }
    return peek();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** A fault of the byte that is to be read next, or of the end. */
  private JsonException here(String what) {
    return at(Math.min(next + 1, text.length), what);
  }

  /** A fault of the byte that was read last. */
  private JsonException before(String what) {
    return at(next, what);
  }

  private JsonException at(int end, String what) {
    int line = 1;
    int column = 0;
    for (byte b : Arrays.copyOf(text, end)) {
      if (b == '\n') {
        line++;
        column = 0;
      } else {
        column++;
      }
    }
    return new JsonException(what + " at line " + line + " column " + column);
  }
}
