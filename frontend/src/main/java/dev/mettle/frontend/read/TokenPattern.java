package dev.mettle.frontend.read;

import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A token as a regular expression, in the syntax and with the meaning of Rust's regex crate, which
 * defines what {@code bind!} accepts.
 *
 * <p>{@link java.util.regex.Pattern} would not do: it gives many of these expressions another
 * meaning ({@code c++} is no possessive {@code +} here but {@code c+} once or more) and takes
 * exponential time for some, and any program may bind any token. Groups and flags are left out, for
 * a word cannot contain brackets.
 */
sealed interface TokenPattern {

  /** One character out of a set. */
  record One(IntPredicate set) implements TokenPattern {}

  /** A place between two characters. */
  record Place(Boundary boundary) implements TokenPattern {}

  /**
   * A pattern several times in a row.
   *
   * @param least how often at least
   * @param most how often at most, or {@link #UNLIMITED}
   * @param greedy whether more is better than less
   */
  record Repeat(TokenPattern body, int least, int most, boolean greedy) implements TokenPattern {}

  /** One pattern behind the other. */
  record Sequence(List<TokenPattern> parts) implements TokenPattern {}

  /** The first of several patterns that matches; that a later one would match more is no help. */
  record Choice(List<TokenPattern> branches) implements TokenPattern {}

  /** What has to be true between two characters. */
  enum Boundary {
    TEXT_START,
    TEXT_END,
    WORD,
    NOT_WORD,
    WORD_START,
    WORD_END,
    WORD_START_HALF,
    WORD_END_HALF;

    /** The place that an escaped letter stands for, if it stands for one. */
    static @Nullable Boundary of(char letter) {
      return switch (letter) {
        case 'A' -> TEXT_START;
        case 'z' -> TEXT_END;
        case 'b' -> WORD;
        case 'B' -> NOT_WORD;
        case '<' -> WORD_START;
        case '>' -> WORD_END;
        default -> null;
      };
    }
  }

  /** No limit on how often a pattern is repeated. */
  int UNLIMITED = -1;

  /** The characters with a meaning of their own. */
  String META = "\\.+*?()|[]{}^$";

  /** Whether {@code token} has no character with a meaning in regular expressions. */
  static boolean isPlainWord(String token) {
    return token.chars().noneMatch(c -> META.indexOf(c) >= 0);
  }
}
