package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the entries of a space that may match a pattern, in the order added. It sees the
 * space as it was when the query began, whatever is added or removed meanwhile.
 *
 * <p>The cursor is always one entry ahead: whether another candidate follows is known before the
 * caller does anything with the present one, in particular before it binds a variable of the
 * pattern. {@link #nextEntry} must therefore be called with the pattern's variables bound as they
 * were when the cursor was made, that is, after backtracking. {@link #hasNext} may be called at any
 * time.
 */
public final class Candidates {

  /** The cursor without entries. */
  public static final Candidates NONE =
      new Candidates(new PostingList(), new Selection(null, false, 0, 0), null);

  private static final Entry[] NO_ENTRIES = {};

  private final Entry[] entries;
  private final int count;
  private final @Nullable EntrySource source;
  private final Selection selection;
  private final @Nullable Candidates other;
  private int index;
  private @Nullable Entry ahead;

  /** The entries of {@code list} that are in the selection, merged with {@code other}. */
  Candidates(PostingList list, Selection selection, @Nullable Candidates other) {
    this.entries = list.entries();
    this.count = list.count();
    this.source = null;
    this.index = list.firstLive();
    this.selection = selection;
    this.other = other == null || !other.hasNext() ? null : other;
    lookAhead();
  }

  /** Entries that were removed after a snapshot was taken, in the order added. */
  Candidates(Entry[] removed, int count, Selection selection, @Nullable Candidates other) {
    this.entries = removed;
    this.count = count;
    this.source = null;
    this.selection = selection;
    this.other = other == null || !other.hasNext() ? null : other;
    lookAhead();
  }

  /** The entries of {@code source} that are in the selection, merged with {@code other}. */
  Candidates(EntrySource source, Selection selection, @Nullable Candidates other) {
    this.entries = NO_ENTRIES;
    this.count = 0;
    this.source = source;
    this.selection = selection;
    this.other = other == null || !other.hasNext() ? null : other;
    lookAhead();
  }

  /** Whether another candidate follows. Binds nothing and depends on no binding. */
  public boolean hasNext() {
    return ahead != null || other != null && other.hasNext();
  }

  /** The atom of the next candidate. */
  public Atom next() {
    return nextEntry().atom();
  }

  /** The next candidate. */
  public Entry nextEntry() {
    Entry own = ahead;
    if (other != null) {
      Entry others = other.peekEntry();
      if (others != null && (own == null || others.added() < own.added())) {
        return other.nextEntry();
      }
    }
    if (own == null) {
      throw new NoSuchElementException();
    }
    lookAhead();
    return own;
  }

  /** The next candidate of a cursor over rules. */
  public Rule nextRule() {
    return (Rule) nextEntry();
  }

  /** The candidate that follows, without going on to it. */
  public @Nullable Entry peekEntry() {
    Entry own = ahead;
    if (other == null) {
      return own;
    }
    Entry others = other.peekEntry();
    return own == null || others != null && others.added() < own.added() ? others : own;
  }

  private void lookAhead() {
    if (source != null) {
      Entry e = source.next();
      while (e != null && !selection.includes(e)) {
        e = source.next();
      }
      ahead = e;
      return;
    }
    while (index < count) {
      Interruption.check(index);
      Entry e = entries[index++];
      if (selection.includes(e)) {
        ahead = e;
        return;
      }
    }
    ahead = null;
  }

  /**
   * Which entries a query wants: visible at its stamps, and without an obvious clash.
   *
   * @param subject what to match, or null for everything
   * @param rules whether the subject is a call to match with the left-hand sides of rules
   * @param addedLimit stamp after which entries are too young
   * @param removedLimit stamp at which the cursor was made; what was removed by then is gone
   */
  record Selection(@Nullable Atom subject, boolean rules, long addedLimit, long removedLimit) {

    boolean includes(Entry entry) {
      if (entry.added() > addedLimit || entry.removed() <= removedLimit) {
        return false;
      }
      Atom s = subject;
      if (s == null) {
        return true;
      }
      return Clashes.mayUnify(s, rules ? ((Expression) entry.atom()).get(1) : entry.atom());
    }
  }
}
