package dev.mettle.vm.space;

import java.util.Arrays;

/**
 * Finds the rows that have given values at some positions. The keys are not stored: they are read
 * from the columns. The rows of a key form a ring in ascending order, of which the table knows the
 * last one; so a row can be appended, and the first one is next to the last.
 *
 * <p>A cursor walks the ring from the first row to the one that was the last when it began. Rows
 * that are removed stay in the ring, so that it can go on; those at its beginning are passed over
 * by cursors that come later. When many others are dead, the ring is made anew, and the {@link
 * #epoch} tells older cursors that they must find their way by the columns.
 */
final class RowIndex {

  private static final int INITIAL_CAPACITY = 64;

  /** So many rows tell how many keys there will be. */
  private static final int MANY = 4096;

  /** Larger tables grow slowly, since they are seldom filled up. */
  private static final int LARGE = 1 << 20;

  /** The positions of the key, as a set of bits. */
  final int mask;

  private final FactRows rows;
  private final int[] positions;

  /** One more than the last row of each key, 0 for none. */
  private int[] lasts = new int[INITIAL_CAPACITY];

  /**
   * How many rows of the key live; none are kept where whole facts are the keys, of which there are
   * few copies and many keys.
   */
  private int[] counts;

  private final boolean counted;

  private int keys;
  private int[] next;
  private int epoch;

  /** An index of all rows that there are. */
  RowIndex(FactRows rows, int mask) {
    this.rows = rows;
    this.mask = mask;
    this.positions = new int[Integer.bitCount(mask)];
    int n = 0;
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      positions[n++] = Integer.numberOfTrailingZeros(rest);
    }
    this.counted = mask != (1 << rows.arity()) - 1;
    this.counts = new int[counted ? INITIAL_CAPACITY : 0];
    this.next = new int[rows.count() + rows.count() / 8];
    for (int row = 0; row < rows.count(); row++) {
      if (!rows.isDead(row)) {
        add(row);
      }
    }
  }

  int epoch() {
    return epoch;
  }

  /** The place of the key whose classes stand at the positions in {@code classes}; or -1. */
  int find(int[] classes) {
    int h = 0;
    for (int p : positions) {
      h = h * 31 + classes[p];
    }
    int limit = lasts.length - 1;
    for (int i = spread(h) & limit; lasts[i] != 0; i = (i + 1) & limit) {
      if (rows.hasClasses(lasts[i] - 1, positions, classes)) {
        return i;
      }
    }
    return -1;
  }

  /** The number of rows of a key that live. */
  int count(int place) {
    if (place < 0) {
      return 0;
    }
    if (counted) {
      return counts[place];
    }
    int last = lasts[place] - 1;
    int count = 0;
    int row = last;
    do {
      row = next[row];
      count += rows.isDead(row) ? 0 : 1;
    } while (row != last);
    return count;
  }

  /** Whether a key has no living row: the first one of the ring lives if any does. */
  boolean isDead(int place) {
    return place < 0 || rows.isDead(next[lasts[place] - 1]);
  }

  int last(int place) {
    return lasts[place] - 1;
  }

  int next(int row) {
    return next[row];
  }

  /** Number of keys, some of which may have no living row. */
  int keys() {
    return keys;
  }

  void add(int row) {
    if (row >= next.length) {
      next = Arrays.copyOf(next, Math.max(row + 1, FactRows.longer(next.length)));
    }
    if (keys * 3 >= lasts.length * 2) {
      grow(growsFast(row) ? 4 : 2);
    }
    int i = placeOf(row);
    if (lasts[i] == 0) {
      keys++;
      next[row] = row;
    } else if (isDead(i)) {
      next[row] = row;
    } else {
      int last = lasts[i] - 1;
      next[row] = next[last];
      next[last] = row;
    }
    lasts[i] = row + 1;
    if (counted) {
      counts[i]++;
    }
  }

  /** Whether nearly all rows so far have a key of their own, so that most of the others will. */
  private boolean growsFast(int row) {
    return row >= MANY && lasts.length < LARGE && keys >= row - row / 16;
  }

  /** Takes note that a row has died. */
  void remove(int row) {
    int i = placeOf(row);
    if (counted) {
      counts[i]--;
    }
    int last = lasts[i] - 1;
    int first = next[last];
    while (first != last && rows.isDead(first)) {
      first = next[first];
    }
    next[last] = first;
  }

  /** Makes the ring of a key anew, without the dead. */
  void relink(int place) {
    int last = lasts[place] - 1;
    int first = -1;
    int previous = -1;
    int row = last;
    do {
      row = next[row];
      if (!rows.isDead(row)) {
        if (previous < 0) {
          first = row;
        } else {
          next[previous] = row;
        }
        previous = row;
      }
    } while (row != last);
    if (previous >= 0) {
      next[previous] = first;
      lasts[place] = previous + 1;
    }
    epoch++;
  }

  /** Where the key of a row is or belongs. */
  private int placeOf(int row) {
    int limit = lasts.length - 1;
    int i = spread(rows.hash(row, positions)) & limit;
    while (lasts[i] != 0 && !rows.sameClasses(lasts[i] - 1, row, positions)) {
      i = (i + 1) & limit;
    }
    return i;
  }

  private void grow(int factor) {
    int[] oldLasts = lasts;
    int[] oldCounts = counts;
    lasts = new int[oldLasts.length * factor];
    counts = new int[counted ? oldLasts.length * factor : 0];
    keys = 0;
    int limit = lasts.length - 1;
    for (int j = 0; j < oldLasts.length; j++) {
      if (oldLasts[j] != 0 && !rows.isDead(next[oldLasts[j] - 1])) {
        int i = spread(rows.hash(oldLasts[j] - 1, positions)) & limit;
        while (lasts[i] != 0) {
          i = (i + 1) & limit;
        }
        lasts[i] = oldLasts[j];
        if (counted) {
          counts[i] = oldCounts[j];
        }
        keys++;
      }
    }
  }

  private static int spread(int hash) {
    int h = hash * 0x9E37_79B9;
    return h ^ (h >>> 15);
  }
}
