package dev.mettle.vm.space;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Entries one after the other, in the order added, that are made when they are asked for. */
interface EntrySource {

  /** The next entry; null at the end. */
  @Nullable Entry next();

  /** The rows of a cursor. */
  static EntrySource of(RowCursor rows) {
    return () -> {
      if (!rows.hasNext()) {
        return null;
      }
      rows.next();
      return rows.entry();
    };
  }

  /** The rows of several cursors in the order added. */
  static EntrySource merged(List<RowCursor> cursors) {
    if (cursors.size() == 1) {
      return of(cursors.get(0));
    }
    PriorityQueue<RowCursor> queue =
        new PriorityQueue<>(
            Math.max(1, cursors.size()), Comparator.comparingLong(RowCursor::stampAhead));
    for (RowCursor cursor : cursors) {
      if (cursor.hasNext()) {
        queue.add(cursor);
      }
    }
    return () -> {
      RowCursor first = queue.poll();
      if (first == null) {
        return null;
      }
      first.next();
      Entry entry = first.entry();
      if (first.hasNext()) {
        queue.add(first);
      }
      return entry;
    };
  }
}
