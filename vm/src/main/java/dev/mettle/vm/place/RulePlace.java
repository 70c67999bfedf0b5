package dev.mettle.vm.place;

/**
 * A rule of a program, and where it is written.
 *
 * @param function the function that it is a rule of
 * @param source the name of the text; empty if it is written nowhere, as one that the program has
 *     made itself
 * @param line the line in it, from 1
 * @param column the column, from 1; 0 if several rules are in that line and it is not known which
 *     of them it is
 */
public record RulePlace(String function, String source, int line, int column) {

  /** A rule that is written nowhere. */
  public static RulePlace unwritten(String function) {
    return new RulePlace(function, "", 0, 0);
  }

  /** Whether it is known where it is written. */
  public boolean isWritten() {
    return !source.isEmpty();
  }

  /** The place, as {@code file:line:column}. */
  @Override
  public String toString() {
    return source + ":" + line + (column == 0 ? "" : ":" + column);
  }
}
