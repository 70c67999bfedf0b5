package dev.mettle.examples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares printed answers: a multiset of atoms, each up to a renaming of its variables. */
final class AnswerText {

  private AnswerText() {}

  /** The atoms of a result line without its brackets; commas inside brackets and strings stay. */
  static List<String> split(String line) {
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

  static boolean sameResults(List<String> expected, List<String> actual) {
    return canonical(expected).equals(canonical(actual));
  }

  private static List<String> canonical(List<String> atoms) {
    return atoms.stream().map(AnswerText::canonical).sorted().toList();
  }

  /** The text with its variables numbered in the order of appearance. */
  static String canonical(String atom) {
    StringBuilder out = new StringBuilder();
    Map<String, Integer> numbers = new HashMap<>();
    boolean wordStart = true;
    int i = 0;
    while (i < atom.length()) {
      char c = atom.charAt(i);
      int end = i + 1;
      if (c == '"' && wordStart) {
        end = closingQuote(atom, i) + 1;
        out.append(atom, i, end);
      } else if (c == '$' && wordStart) {
        while (end < atom.length() && !isDelimiter(atom.charAt(end))) {
          end++;
        }
        Integer known = numbers.putIfAbsent(atom.substring(i, end), numbers.size());
        out.append("$<").append(known == null ? numbers.size() - 1 : known).append('>');
      } else {
        out.append(c);
      }
      wordStart = isDelimiter(c);
      i = end;
    }
    return out.toString();
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
}
