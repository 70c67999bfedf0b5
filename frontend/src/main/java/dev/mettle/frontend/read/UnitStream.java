package dev.mettle.frontend.read;

import dev.mettle.ir.atom.Interruption;
import java.util.Arrays;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The UTF-16 units of a text as the lexer sees them: each folded onto one character of its class,
 * where a class is what the grammar does not tell apart. Tests prove that no transition of the
 * grammar can see the difference.
 *
 * <p>It makes the lexer fast. Its automaton is built while it runs, one transition at a time, for
 * each character anew; and beyond ASCII it remembers no transitions at all, which makes it a
 * hundred times slower there.
 */
final class UnitStream implements CharStream {

  /** Stands for everything that has no meaning of its own in the grammar. */
  private static final char OTHER = '.';

  private static final char[] ASCII_CLASSES = asciiClasses();

  private final String units;
  private final String name;
  private int index;
  private boolean sawEnd;
  private int unpairedSurrogate = -1;

  UnitStream(String units, String name) {
    this.units = units;
    this.name = name;
  }

  /** Whether anybody has looked behind the last unit. */
  boolean hasSeenEnd() {
    return sawEnd;
  }

  /** Where half a surrogate pair was seen without the other half, or -1. */
  int unpairedSurrogate() {
    return unpairedSurrogate;
  }

  @Override
  public int LA(int distance) {
    int at = index + distance - 1;
    if (at >= units.length()) {
      sawEnd = true;
      return IntStream.EOF;
    }
    char unit = units.charAt(at);
    return unit < 0x80 ? ASCII_CLASSES[unit] : foldedBeyondAscii(unit, at);
  }

  private static char[] asciiClasses() {
    char[] classes = new char[0x80];
    Arrays.fill(classes, OTHER);
    "()\"\\$#;\nxu{}".chars().forEach(own -> classes[own] = (char) own);
    assign(classes, "\t\u000B\f\r ", ' ');
    assign(classes, "'nrt", 'n');
    assign(classes, "01234567", '0');
    assign(classes, "89abcdefABCDEF", '8');
    return classes;
  }

  private static void assign(char[] classes, String members, char representative) {
    members.chars().forEach(member -> classes[member] = representative);
  }

  private int foldedBeyondAscii(char unit, int at) {
    if (Character.isSurrogate(unit) && unpairedSurrogate < 0 && !isPaired(unit, at)) {
      unpairedSurrogate = at;
    }
    return fold(unit);
  }

  private boolean isPaired(char unit, int at) {
    return Character.isHighSurrogate(unit)
        ? at + 1 < units.length() && Character.isLowSurrogate(units.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(units.charAt(at - 1));
  }

  /** Whether an ASCII character is white space. */
  static boolean isSpace(char c) {
    char own = ASCII_CLASSES[c];
    return own == ' ' || own == '\n';
  }

  /** The character that stands for the class of {@code c}. */
  static int fold(int c) {
    if (c < 0x80) {
      return ASCII_CLASSES[c];
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
    // A single token may be as long as the text.
    Interruption.check(++index);
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
    return units.length();
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public String getText(Interval interval) {
    return units.substring(interval.a, interval.a + interval.length());
  }

  @Override
  public String getSourceName() {
    return name;
  }
}
