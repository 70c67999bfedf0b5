package dev.mettle.conformance.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Compares printed answers: a multiset of atoms, each up to a renaming of its variables.
 *
 * @since 1.0
 */
public final class AnswerText {

  private static final String FAILED_ASSERTION = "\"\\nExpected: [";
  private static final Pattern VARIABLE_NUMBER = Pattern.compile("#\\d+");
  private static final Pattern NAME = Pattern.compile("\\$[^\\s(),\\]\"\\\\]+");
  private static final Pattern ADDRESS = Pattern.compile("-0x[0-9a-f]+");

  private AnswerText() {}

  /** The atoms of a result line without its brackets; commas inside brackets and strings stay. */
  public static List<String> split(String line) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    boolean wordStart = true;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && wordStart) {
        i = closingQuote(line, i);
        continue;
      }
      switch (c) {
        case '(' -> depth++;
        case ')' -> depth--;
        case ',' -> {
          if (depth == 0 && line.startsWith(", ", i)) {
            parts.add(line.substring(start, i));
            start = i + 2;
          }
        }
        default -> {}
      }
      wordStart = c == '(' || Character.isWhitespace(c);
    }
    if (!line.isEmpty()) {
      parts.add(line.substring(start));
    }
    return parts;
  }

  /** Whether two lists of results are the same multiset up to renaming of variables. */
  public static boolean sameResults(List<String> expected, List<String> actual) {
    return canonical(expected).equals(canonical(actual));
  }

  private static List<String> canonical(List<String> atoms) {
    return atoms.stream().map(AnswerText::canonical).sorted().toList();
  }

  /** The text with its variables numbered in the order of appearance, and without addresses. */
  public static String canonical(String atom) {
    Map<String, Integer> numbers = new HashMap<>();
    return withVariables(
        atom,
        name -> {
          Integer known = numbers.putIfAbsent(name, numbers.size());
          return "$<" + (known == null ? numbers.size() - 1 : known) + ">";
        });
  }

  /** The text without the names of its variables, so that nothing tells which are the same. */
  static String withoutNames(String atom) {
    return withVariables(atom, name -> "$");
  }

  /**
   * As {@link #withoutNames}, with the children of every expression sorted; the text of a failed
   * assertion, which lists results, is reduced to the characters in it.
   */
  static String unordered(String atom) {
    return new Sorter(withoutNames(atom)).sorted();
  }

  private static String withVariables(String atom, UnaryOperator<String> replacement) {
    StringBuilder out = new StringBuilder();
    boolean wordStart = true;
    int i = 0;
    while (i < atom.length()) {
      char c = atom.charAt(i);
      int end = i + 1;
      if (c == '"' && wordStart) {
        end = closingQuote(atom, i) + 1;
        String literal = atom.substring(i, end);
        // The text of a failed assertion lists results, with the numbers of their variables.
        out.append(
            literal.startsWith(FAILED_ASSERTION)
                ? VARIABLE_NUMBER.matcher(literal).replaceAll("#")
                : literal);
      } else if (c == '$' && wordStart) {
        while (end < atom.length() && !isDelimiter(atom.charAt(end))) {
          end++;
        }
        out.append(replacement.apply(atom.substring(i, end)));
      } else {
        out.append(c);
      }
      wordStart = isDelimiter(c);
      i = end;
    }
    return ADDRESS.matcher(out).replaceAll("-0x");
  }

  private static boolean isDelimiter(char c) {
    return c == '(' || c == ')' || Character.isWhitespace(c);
  }

  private static int closingQuote(String text, int open) {
    int i = open + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, text.length() - 1);
  }

  /** Sorts the members of brackets, the innermost first. */
  private static final class Sorter {
    private final String text;
    private int position;

    Sorter(String text) {
      this.text = text;
    }

    String sorted() {
      List<List<String>> open = new ArrayList<>();
      open.add(new ArrayList<>());
      while (position < text.length()) {
        char c = text.charAt(position);
        if (c == '(') {
          open.add(new ArrayList<>());
          position++;
        } else if (c == ')' && open.size() > 1) {
          List<String> members = open.removeLast();
          members.sort(null);
          open.getLast().add("(" + String.join(" ", members) + ")");
          position++;
        } else if (Character.isWhitespace(c)) {
          position++;
        } else {
          open.getLast().add(word());
        }
      }
      return String.join(" ", open.getLast());
    }

    private String word() {
      int start = position;
      if (text.charAt(start) == '"') {
        position = closingQuote(text, start) + 1;
        String literal = text.substring(start, position);
        if (literal.startsWith(FAILED_ASSERTION)) {
          char[] letters = NAME.matcher(literal).replaceAll("\\$").toCharArray();
          Arrays.sort(letters);
          return new String(letters);
        }
      } else {
        position++;
        while (position < text.length() && !isDelimiter(text.charAt(position))) {
          position++;
        }
      }
      return text.substring(start, position);
    }
  }
}
