package dev.mettle.frontend.read;

import dev.mettle.ir.atom.Atom;
import org.jspecify.annotations.Nullable;

/**
 * The atoms of words seen lately, found without making a string of the word. A word drives out
 * another one with the same place, so the memory is bounded and each look costs one comparison.
 */
final class RecentWords {

  private static final int PLACES = 1 << 12;

  private final @Nullable String[] words = new String[PLACES];
  private final @Nullable Atom[] atoms = new Atom[PLACES];

  /** The hash that {@link String#hashCode} gives for these characters. */
  static int hash(String text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash;
  }

  private static int place(int hash) {
    return (hash ^ hash >>> 16) & PLACES - 1;
  }

  @Nullable Atom find(String text, int from, int to, int hash) {
    int place = place(hash);
    String word = words[place];
    if (word == null || word.length() != to - from || word.hashCode() != hash) {
      return null;
    }
    return text.startsWith(word, from) ? atoms[place] : null;
  }

  void remember(String word, int hash, Atom atom) {
    int place = place(hash);
    words[place] = word;
    atoms[place] = atom;
  }

  void forget(String word) {
    int place = place(word.hashCode());
    words[place] = null;
    atoms[place] = null;
  }

  void forgetAll() {
    java.util.Arrays.fill(words, null);
    java.util.Arrays.fill(atoms, null);
  }
}
