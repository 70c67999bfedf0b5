package dev.mettle.vm.space;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A space as it was at one moment. A query of several parts asks each part of the same snapshot, so
 * that what its own results add or remove does not change what it finds.
 *
 * <p>What is removed later is kept for a snapshot as long as somebody holds it, and no longer: it
 * hangs on a chain of removals that begins at the snapshot.
 */
public final class Snapshot {

  private static final Entry[] NONE = {};

  private final long stamp;
  private Removal last;
  private Entry[] removed = NONE;
  private int count;

  Snapshot(long stamp, Removal last) {
    this.stamp = stamp;
    this.last = last;
  }

  long stamp() {
    return stamp;
  }

  /** What has been removed since, in the order added; {@link #removedCount} of the elements. */
  Entry[] removedSince() {
    for (Removal r = last.next; r != null; r = r.next) {
      last = r;
      Entry entry = r.entry;
      if (entry != null && entry.added() <= stamp) {
        insert(entry);
      }
    }
    return removed;
  }

  int removedCount() {
    return count;
  }

  private void insert(Entry entry) {
    int at = count;
    while (at > 0 && removed[at - 1].added() > entry.added()) {
      at--;
    }
    if (at < count || count == removed.length) {
      // Cursors may be reading the array, so only its end may change.
      Entry[] copy = Arrays.copyOf(removed, Math.max(4, count + count / 2 + 1));
      System.arraycopy(removed, at, copy, at + 1, count - at);
      removed = copy;
    }
    removed[at] = entry;
    count++;
  }

  /** A link of the chain of removals. */
  static final class Removal {
    final @Nullable Entry entry;
    @Nullable Removal next;

    Removal(@Nullable Entry entry) {
      this.entry = entry;
    }
  }
}
