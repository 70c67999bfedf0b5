package dev.mettle.frontend.read;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The UTF-16 units of a text as the lexer sees them: ASCII as it is, everything beyond folded onto
 * an ASCII character of the same class.
 *
 * <p>The lexer caches its automaton for ASCII alone and simulates it step by step for other
 * characters, which is a hundred times slower. The grammar tells characters beyond ASCII apart only
 * by whether they are white space, so a blank or {@link #OTHER} can stand for each. Tests prove
 * that no transition of the grammar can see the difference.
 */
final class UnitStream implements CharStream {

  /** Stands for what is neither ASCII nor white space; without a meaning of its own in grammar. */
  static final char OTHER = '\u007f';

  private final char[] units;
  private final String name;
  private int index;
  private int unpairedSurrogate = -1;

  UnitStream(SourceText source) {
    units = source.text().toCharArray();
    name = source.name();
  }

  /** The text itself; not to be changed. */
  char[] units() {
    return units;
  }

  /** Where half a surrogate pair was seen without the other half, or -1. */
  int unpairedSurrogate() {
    return unpairedSurrogate;
  }

  @Override
  public int LA(int distance) {
    int at = index + distance - 1;
    if (at >= units.length) {
      return IntStream.EOF;
    }
    char unit = units[at];
    return unit < 0x80 ? unit : folded(unit, at);
  }

  private int folded(char unit, int at) {
    if (Character.isSurrogate(unit) && unpairedSurrogate < 0 && !isPaired(unit, at)) {
      unpairedSurrogate = at;
    }
    return fold(unit);
  }

  private boolean isPaired(char unit, int at) {
    return Character.isHighSurrogate(unit)
        ? at + 1 < units.length && Character.isLowSurrogate(units[at + 1])
        : at > 0 && Character.isHighSurrogate(units[at - 1]);
  }

  /** The ASCII character that stands for the character {@code c}. */
  static int fold(int c) {
    if (c < 0x80) {
      return c;
    }
    return isWhiteSpaceBeyondAscii(c) ? ' ' : OTHER;
  }

  /** The Unicode property White_Space. */
  private static boolean isWhiteSpaceBeyondAscii(int c) {
    return switch (c) {
      case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200A;
    };
  }

  @Override
  public void consume() {
    index++;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int to) {
    index = to;
  }

  @Override
  public int size() {
    return units.length;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public String getText(Interval interval) {
    return new String(units, interval.a, interval.length());
  }

  @Override
  public String getSourceName() {
    return name;
  }
}
