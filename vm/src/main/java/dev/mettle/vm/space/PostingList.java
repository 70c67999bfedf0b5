package dev.mettle.vm.space;

import java.util.Arrays;

/**
 * Entries in the order added. Appended to at the end only; what is removed stays until enough of it
 * has gathered, and then the rest moves to a new array. A cursor keeps the array and the count that
 * it began with, so nothing moves under its feet.
 */
final class PostingList {

  private static final Entry[] NONE = {};
  private static final int WORTH_COMPACTING = 16;

  private Entry[] entries = NONE;
  private int count;
  private int dead;
  private int firstLive;

  /** The array whose first {@link #count} elements are the entries, some of them removed. */
  Entry[] entries() {
    return entries;
  }

  int count() {
    return count;
  }

  /** Where to begin: all entries before this index are removed. */
  int firstLive() {
    return firstLive;
  }

  /** Number of entries that are not removed. */
  int live() {
    return count - dead;
  }

  void append(Entry entry) {
    if (count == entries.length) {
      entries = Arrays.copyOf(entries, count == 0 ? 1 : count < 8 ? count * 2 : count + count / 2);
    }
    entries[count++] = entry;
  }

  /** Takes note that one entry of this list has been marked as removed. */
  void noteRemoval() {
    dead++;
    if (dead == count) {
      clear();
    } else if (count >= WORTH_COMPACTING && dead * 2 >= count) {
      compact();
    } else {
      while (entries[firstLive].isRemoved()) {
        firstLive++;
      }
    }
  }

  private void clear() {
    entries = NONE;
    count = 0;
    dead = 0;
    firstLive = 0;
  }

  private void compact() {
    Entry[] kept = new Entry[(count - dead) + (count - dead) / 2 + 4];
    int n = 0;
    for (int i = firstLive; i < count; i++) {
      if (!entries[i].isRemoved()) {
        kept[n++] = entries[i];
      }
    }
    entries = kept;
    count = n;
    dead = 0;
    firstLive = 0;
  }
}
