package dev.mettle.library;

import java.util.HashMap;
import java.util.Map;

/** How many of each thing there are, for matching them off one by one. */
final class Tally<K> {

  private final Map<K, Integer> counts = new HashMap<>();

  void add(K key) {
    counts.merge(key, 1, Integer::sum);
  }

  /** Takes one away, if there is one. */
  boolean take(K key) {
    int count = counts.getOrDefault(key, 0);
    if (count == 0) {
      return false;
    }
    counts.put(key, count - 1);
    return true;
  }
}
