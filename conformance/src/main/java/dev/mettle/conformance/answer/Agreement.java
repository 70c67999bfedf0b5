package dev.mettle.conformance.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How far two outputs of one program agree, the best first.
 *
 * @since 1.0
 */
public enum Agreement {
  /** The same, results in the same order. */
  IDENTICAL,
  /** The same multisets of results, each up to renaming of variables. */
  SAME,
  /** The same but for which variables are one and the same. */
  SAME_BUT_SHARING,
  /** The same but for the order of printed lines and of the members of expressions as well. */
  SAME_BUT_ORDER,
  /** Not the same. */
  DIFFERENT;

  /** The best agreement of two outputs. */
  public static Agreement of(ProgramOutput a, ProgramOutput b) {
    if (a.unreadable() != b.unreadable() || a.results().size() != b.results().size()) {
      return DIFFERENT;
    }
    boolean samePrints = canonical(a.prints()).equals(canonical(b.prints()));
    if (samePrints && resultsAgree(a, b, AnswerText::canonical, false)) {
      return IDENTICAL;
    }
    if (samePrints && resultsAgree(a, b, AnswerText::canonical, true)) {
      return SAME;
    }
    if (samePrints && resultsAgree(a, b, AnswerText::withoutNames, true)) {
      return SAME_BUT_SHARING;
    }
    return sorted(a.prints()).equals(sorted(b.prints()))
            && resultsAgree(a, b, AnswerText::unordered, true)
        ? SAME_BUT_ORDER
        : DIFFERENT;
  }

  private static boolean resultsAgree(
      ProgramOutput a, ProgramOutput b, UnaryOperator<String> form, boolean anyOrder) {
    for (int i = 0; i < a.results().size(); i++) {
      List<String> left = new ArrayList<>(a.results().get(i).stream().map(form).toList());
      List<String> right = new ArrayList<>(b.results().get(i).stream().map(form).toList());
      if (anyOrder) {
        left.sort(null);
        right.sort(null);
      }
      if (!left.equals(right)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> canonical(List<String> lines) {
    return lines.stream().map(AnswerText::canonical).toList();
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().map(AnswerText::unordered).sorted().toList();
  }
}
