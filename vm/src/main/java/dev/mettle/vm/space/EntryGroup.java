package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.space.Candidates.Selection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entries that have an expression of one form at one place, the whole atom or a child of it, with
 * an index for each child of that expression. The indexes are built when a query first asks for
 * them, so that what is never asked for costs nothing.
 *
 * <p>An entry whose place is taken by a variable may be in a group too; it matches any child.
 */
final class EntryGroup {

  /** With so many, and fewer, looking at each entry beats looking for the right ones. */
  static final int FEW = 4;

  /** Children beyond these are not indexed. */
  private static final int INDEXED_CHILDREN = 8;

  /** Groups inside of groups end here; patterns may be deep, and deeper ones are rare. */
  private static final int MAX_DEPTH = 3;

  private final int[] path;
  private final int firstChild;
  private final PostingList entries = new PostingList();
  private final PostingList inexact = new PostingList();
  private final @Nullable ChildIndex[] indexes;

  /**
   * An empty group.
   *
   * @param path where the expression is: the indexes of children to follow from the entry's atom
   * @param size number of children of the expression
   * @param firstChild the first child worth an index; 0 if the heads differ, else 1
   */
  EntryGroup(int[] path, int size, int firstChild) {
    this.path = path;
    this.firstChild = firstChild;
    this.indexes = new @Nullable ChildIndex[Math.min(size, INDEXED_CHILDREN)];
  }

  PostingList entries() {
    return entries;
  }

  /** The entries that more than one ground atom may match, or one now and another later. */
  PostingList inexact() {
    return inexact;
  }

  void add(Entry entry) {
    entries.append(entry);
    if (isInexact(entry.atom())) {
      inexact.append(entry);
    }
    for (int i = firstChild; i < indexes.length; i++) {
      ChildIndex index = indexes[i];
      if (index != null) {
        index.add(entry, child(entry, i));
      }
    }
  }

  private static boolean isInexact(Atom atom) {
    return !atom.isGround() || !atom.isStable();
  }

  /** Forgets an entry that has been marked as removed. */
  void remove(Entry entry) {
    entries.noteRemoval();
    if (isInexact(entry.atom())) {
      inexact.noteRemoval();
    }
    for (int i = firstChild; i < indexes.length; i++) {
      ChildIndex index = indexes[i];
      if (index != null) {
        index.remove(entry, child(entry, i));
      }
    }
  }

  /**
   * The entries that may match {@code subject}, which stands at this group's place of the pattern,
   * merged with {@code other}.
   */
  Candidates select(Expression subject, Selection selection, @Nullable Candidates other) {
    int child = tellingChild(subject);
    return child < 0
        ? new Candidates(entries, selection, other)
        : index(child).select(Clashes.resolve(subject.get(child)), selection, other);
  }

  /** How many entries {@link #select} has to look at, about. */
  int estimate(Expression subject) {
    int child = tellingChild(subject);
    return child < 0 ? entries.live() : index(child).estimate(Clashes.resolve(subject.get(child)));
  }

  /** The child of {@code subject} that leaves the fewest entries; -1 to look at all of them. */
  private int tellingChild(Expression subject) {
    int best = entries.live();
    if (best <= FEW || path.length > MAX_DEPTH) {
      return -1;
    }
    int telling = -1;
    boolean isOnly = true;
    for (int i = firstChild; i < indexes.length; i++) {
      if (ChildIndex.canFind(Clashes.resolve(subject.get(i)))) {
        isOnly &= telling < 0;
        telling = i;
      }
    }
    if (isOnly) {
      return telling;
    }
    telling = -1;
    for (int i = firstChild; i < indexes.length && best > FEW; i++) {
      Atom key = Clashes.resolve(subject.get(i));
      if (ChildIndex.canFind(key)) {
        int found = index(i).estimate(key);
        if (found < best) {
          best = found;
          telling = i;
        }
      }
    }
    return telling;
  }

  /** The entries whose child {@code i} is a variable or the like, and matches anything. */
  PostingList open(int i) {
    return index(i).open();
  }

  private ChildIndex index(int i) {
    ChildIndex index = indexes[i];
    if (index == null) {
      int[] inner = Arrays.copyOf(path, path.length + 1);
      inner[path.length] = i;
      index = new ChildIndex(inner);
      indexes[i] = index;
      Entry[] array = entries.entries();
      for (int j = entries.firstLive(); j < entries.count(); j++) {
        if (!array[j].isRemoved()) {
          index.add(array[j], child(array[j], i));
        }
      }
    }
    return index;
  }

  /** The child {@code i} at this group's place, or the variable that stands for the place. */
  private Atom child(Entry entry, int i) {
    Atom a = entry.atom();
    for (int step : path) {
      a = ((Expression) a).get(step);
    }
    return a instanceof Expression e ? e.get(i) : a;
  }
}
