package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import org.jspecify.annotations.Nullable;

/**
 * One copy of an atom in a space, with the stamps that say which queries see it: those that began
 * after it was added and before it was removed.
 */
public sealed class Entry permits Rule {

  static final long NEVER = Long.MAX_VALUE;

  private final Atom atom;
  private final long added;
  private long removed = NEVER;

  /** The next entry in the same bucket of the {@link CopyTable}. */
  @Nullable Entry bucketNext;

  /** All copies of this atom, this one included, once there are several. */
  @Nullable PostingList copies;

  private @Nullable EntryTemplate template;

  Entry(Atom atom, long added) {
    this.atom = atom;
    this.added = added;
  }

  /** The atom as it was added; its variables are never bound. */
  public final Atom atom() {
    return atom;
  }

  /** The atom with slots for its variables, for matching it without making variables first. */
  public final EntryTemplate template() {
    EntryTemplate t = template;
    if (t == null) {
      t = EntryTemplate.of(atom);
      template = t;
    }
    return t;
  }

  /** When the space got this entry, by the space's own count of changes; orders its entries. */
  public final long added() {
    return added;
  }

  /** Whether this entry has been taken out of its space. */
  public final boolean isRemoved() {
    return removed != NEVER;
  }

  final long removed() {
    return removed;
  }

  final void markRemoved(long stamp) {
    removed = stamp;
  }

  @Override
  public final String toString() {
    return atom.toString();
  }
}
