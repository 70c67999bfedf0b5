package dev.mettle.cli.why;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Words that somebody may have meant. */
final class NearWords {

  private static final int MOST = 3;

  private record Near(String word, int distance) {}

  private NearWords() {}

  /** The known words that are one or two slips away from {@code word}, the nearest first. */
  static List<String> of(String word, Collection<String> known) {
    int allowed = word.length() < 2 ? 0 : word.length() < 4 ? 1 : 2;
    List<Near> near = new ArrayList<>();
    for (String other : known) {
      int distance = distance(word, other);
      if (distance > 0 && distance <= allowed) {
        near.add(new Near(other, distance));
      }
    }
    near.sort(Comparator.comparingInt(Near::distance).thenComparing(Near::word));
    return near.stream().limit(MOST).map(Near::word).toList();
  }

  /** How many characters to insert, leave out or replace; neighbours that change places count 1. */
  static int distance(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        table[i][j] = cell(a, b, i, j, table);
      }
    }
    return table[a.length()][b.length()];
  }

  private static int cell(String a, String b, int i, int j, int[][] table) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best =
        Math.min(
            table[i - 1][j - 1] + (same ? 0 : 1), Math.min(table[i - 1][j], table[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
  }
}
