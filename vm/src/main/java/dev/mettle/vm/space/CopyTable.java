package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import org.jspecify.annotations.Nullable;

/**
 * Finds the copies of an exactly equal atom. The buckets run through the entries themselves, since
 * most atoms of a large space are there once: a fact then costs no more than its entry.
 *
 * <p>Atoms that hold a NaN are not in the table: they are equal to nothing. Those that hold a value
 * which can change are in a list and compared one by one.
 */
final class CopyTable {

  private static final int INITIAL_CAPACITY = 16;

  private @Nullable Entry[] buckets = new @Nullable Entry[INITIAL_CAPACITY];
  private final PostingList unstable = new PostingList();
  private int distinct;

  /** The entries whose equality to other atoms may change. */
  PostingList unstable() {
    return unstable;
  }

  void add(Entry entry) {
    Atom atom = entry.atom();
    if (!atom.isReflexive()) {
      return;
    }
    if (!atom.isStable()) {
      unstable.append(entry);
      return;
    }
    Entry leader = leaderOf(atom);
    if (leader == null) {
      link(entry);
      return;
    }
    PostingList copies = leader.copies;
    if (copies == null) {
      copies = new PostingList();
      copies.append(leader);
      leader.copies = copies;
    }
    copies.append(entry);
  }

  /** The entry that stands for all copies of {@code atom}; itself perhaps already removed. */
  @Nullable Entry leaderOf(Atom atom) {
    for (Entry e = buckets[bucketOf(atom)]; e != null; e = e.bucketNext) {
      if (e.atom().equals(atom)) {
        return e;
      }
    }
    return null;
  }

  /** The oldest copy of {@code atom} that is not removed. */
  @Nullable Entry oldest(Atom atom) {
    if (!atom.isStable()) {
      return oldestUnstable(atom);
    }
    Entry leader = leaderOf(atom);
    if (leader == null) {
      return null;
    }
    PostingList copies = leader.copies;
    return copies == null ? leader : copies.entries()[copies.firstLive()];
  }

  /** The number of copies of {@code atom}. */
  int count(Atom atom) {
    if (!atom.isStable()) {
      int n = 0;
      for (int i = unstable.firstLive(); i < unstable.count(); i++) {
        Entry e = unstable.entries()[i];
        n += !e.isRemoved() && e.atom().equals(atom) ? 1 : 0;
      }
      return n;
    }
    Entry leader = leaderOf(atom);
    if (leader == null) {
      return 0;
    }
    return leader.copies == null ? 1 : leader.copies.live();
  }

  private @Nullable Entry oldestUnstable(Atom atom) {
    for (int i = unstable.firstLive(); i < unstable.count(); i++) {
      Entry e = unstable.entries()[i];
      if (!e.isRemoved() && e.atom().equals(atom)) {
        return e;
      }
    }
    return null;
  }

  /** Forgets an entry that has been marked as removed. */
  void remove(Entry entry) {
    if (!entry.atom().isStable()) {
      if (entry.atom().isReflexive()) {
        unstable.noteRemoval();
      }
      return;
    }
    Entry leader = leaderOf(entry.atom());
    if (leader == null) {
      return;
    }
    PostingList copies = leader.copies;
    if (copies != null) {
      copies.noteRemoval();
      if (copies.live() > 0) {
        return;
      }
    }
    unlink(leader);
  }

  private void link(Entry entry) {
    if (distinct >= buckets.length - buckets.length / 4) {
      grow();
    }
    int bucket = bucketOf(entry.atom());
    entry.bucketNext = buckets[bucket];
    buckets[bucket] = entry;
    distinct++;
  }

  private void unlink(Entry leader) {
    int bucket = bucketOf(leader.atom());
    Entry previous = null;
    for (Entry e = buckets[bucket]; e != null; e = e.bucketNext) {
      if (e == leader) {
        if (previous == null) {
          buckets[bucket] = e.bucketNext;
        } else {
          previous.bucketNext = e.bucketNext;
        }
        // A cursor may hold on to the removed entry; it must not hold on to the whole bucket.
        e.bucketNext = null;
        distinct--;
        return;
      }
      previous = e;
    }
  }

  private void grow() {
    @Nullable Entry[] old = buckets;
    buckets = new @Nullable Entry[old.length * 2];
    for (Entry head : old) {
      Entry e = head;
      while (e != null) {
        Entry next = e.bucketNext;
        int bucket = bucketOf(e.atom());
        e.bucketNext = buckets[bucket];
        buckets[bucket] = e;
        e = next;
      }
    }
  }

  private int bucketOf(Atom atom) {
    // The hashes of numbers differ in their upper bits; multiplying carries those into play.
    int h = atom.hashCode() * 0x9E3779B9;
    return (h ^ (h >>> 16)) & (buckets.length - 1);
  }
}
