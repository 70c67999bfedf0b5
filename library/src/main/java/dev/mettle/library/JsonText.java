package dev.mettle.library;

import dev.mettle.ir.atom.Interruption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Reads JSON, as RFC 8259 defines it, on a stack of its own. Where a text stops being JSON it says
 * what is wrong there in the words of the reference implementation, which programs see; no reader
 * of a library has them.
 */
final class JsonText {

  /** What is told of what has been read. */
  interface Reader {
    /** A list begins. */
    void list();

    /** An object begins. */
    void object();

    /** The innermost list or object ends. */
    void end();

    /** The key of the next value. */
    void key(String key);

    /** A string. */
    void string(String text);

    /** A number as it is written. */
    void number(String text);

    /** True or false. */
    void truth(boolean value);

    /** {@code null}. */
    void nothing();
  }

  private static final int END = -1;

  /** What stands behind a backslash, and in the same order what it means. */
  private static final String ESCAPES = "\"\\/bfnrt";

  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  private static final String UNEXPECTED_END = "EOF while parsing ";

  /** What is read next, outside of the tokens. */
  private enum Expected {
    VALUE,
    VALUE_OF_LIST,
    VALUE_OR_LIST_END,
    KEY,
    KEY_OR_OBJECT_END,
    COMMA_OR_LIST_END,
    COMMA_OR_OBJECT_END,
    NOTHING
  }

  private final byte[] text;
  private final Reader reader;
  private final ArrayDeque<Expected> outer = new ArrayDeque<>();
  private int next;

  private JsonText(byte[] text, Reader reader) {
    this.text = text;
    this.reader = reader;
  }

  /**
   * Reads {@code text}, one value, and tells {@code reader}.
   *
   * @throws JsonException where it is no JSON; the place is the line and the byte in it, from 1 on
   */
  static void read(String text, Reader reader) throws JsonException {
    Interruption.checkBefore(text.length());
    if (text.chars().anyMatch(c -> Character.isSurrogate((char) c))
        && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new JsonException("a text with half of a character");
    }
    new JsonText(text.getBytes(StandardCharsets.UTF_8), reader).read();
  }

  private void read() throws JsonException {
    Expected expected = Expected.VALUE;
    outer.push(Expected.NOTHING);
    int turn = 0;
    while (true) {
      Interruption.check(++turn);
      int c = afterSpace();
      switch (expected) {
        case VALUE -> expected = value(c);
        case VALUE_OF_LIST -> expected = inList(c);
        case VALUE_OR_LIST_END -> {
          if (c == END) {
            throw here(UNEXPECTED_END + "a list");
          }
          expected = c == ']' ? closed() : inList(c);
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
    reader.end();
    return outer.pop();
  }

  private Expected inList(int c) throws JsonException {
    outer.push(Expected.COMMA_OR_LIST_END);
    return value(c);
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
    return Expected.VALUE_OF_LIST;
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
    reader.key(string());
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
        reader.list();
        return Expected.VALUE_OR_LIST_END;
      }
      case '{' -> {
        next++;
        reader.object();
        return Expected.KEY_OR_OBJECT_END;
      }
      case '"' -> reader.string(string());
      case 'n' -> {
        word("null");
        reader.nothing();
      }
      case 't' -> {
        word("true");
        reader.truth(true);
      }
      case 'f' -> {
        word("false");
        reader.truth(false);
      }
      case END -> throw here(UNEXPECTED_END + "a value");
      default -> {
        if (c != '-' && !isDigit(c)) {
          throw here("expected value");
        }
        reader.number(number());
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

  /** Reads a number, with its sign. */
  private String number() throws JsonException {
    int begin = next;
    if (peek() == '-') {
      next++;
    }
    int first = read("a value");
    if (!isDigit(first)) {
      throw before("invalid number");
    }
    if (first == '0' && isDigit(peek())) {
      throw here("invalid number");
    }
    digits();
    boolean integer = true;
    if (peek() == '.') {
      integer = false;
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
      integer = false;
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
    if (!integer && Double.isInfinite(Double.parseDouble(written))) {
      throw before("number out of range");
    }
    return written;
  }

  private void digits() {
    while (isDigit(peek())) {
      next++;
    }
  }

  private String string() throws JsonException {
    next++;
    StringBuilder unescaped = new StringBuilder();
    int begin = next;
    while (true) {
      int c = read("a string");
      if (c == '"') {
        return unescaped.append(part(begin, next - 1)).toString();
      }
      if (c == '\\') {
        unescaped.append(part(begin, next - 1));
        escape(unescaped);
        begin = next;
      } else if (c >= 0 && c < ' ') {
        throw before("control character (\\u0000-\\u001F) found while parsing a string");
      }
    }
  }

  private String part(int begin, int end) {
    return new String(text, begin, end - begin, StandardCharsets.UTF_8);
  }

  private void escape(StringBuilder out) throws JsonException {
    int c = read("a string");
    if (c != 'u') {
      int kind = ESCAPES.indexOf(c);
      if (kind < 0) {
        throw before("invalid escape");
      }
      out.append(ESCAPED.charAt(kind));
      return;
    }
    char first = hexDigits();
    out.append(first);
    if (Character.isLowSurrogate(first)) {
      throw before("lone leading surrogate in hex escape");
    }
    if (!Character.isHighSurrogate(first)) {
      return;
    }
    if (read("a string") != '\\' || read("a string") != 'u') {
      throw before("unexpected end of hex escape");
    }
    char second = hexDigits();
    if (!Character.isLowSurrogate(second)) {
      throw before("lone leading surrogate in hex escape");
    }
    out.append(second);
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
