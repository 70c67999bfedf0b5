package dev.mettle.vm.space;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * The atoms of one head and size. Few of them, and those with variables, are entries; once there
 * are many plain facts, all plain facts are rows.
 */
final class Relation {

  /** So many entries are worth a look whether rows would hold them. */
  private static final int MANY = 32;

  private static final int[] WHOLE_ATOM = {};

  private final Symbol head;
  private final int size;
  private final EntryGroup group;
  private @Nullable FactRows rows;

  /** How many entries there must be for the next look. */
  private int enough = MANY;

  Relation(Symbol head, int size) {
    this.head = head;
    this.size = size;
    this.group = new EntryGroup(WHOLE_ATOM, size, 1);
  }

  int size() {
    return size;
  }

  /** Whether there are no atoms. */
  boolean isIdle() {
    return rows == null && group.entries().live() == 0;
  }

  /** What is kept as entries. */
  EntryGroup group() {
    return group;
  }

  /** What is kept as rows, if anything is. */
  @Nullable FactRows rows() {
    return rows;
  }

  /** Whether it is time to make rows of entries. */
  boolean isDue() {
    int live = group.entries().live();
    if (live < enough || rows != null) {
      return false;
    }
    // Rules and types are looked up as atoms, and more often than they change.
    if (size < 2 || head == Symbols.EQUALS || head == Symbols.COLON || head == Symbols.SUBTYPE) {
      enough = Integer.MAX_VALUE;
      return false;
    }
    int plain = 0;
    PostingList entries = group.entries();
    for (int i = entries.firstLive(); i < entries.count(); i++) {
      Entry entry = entries.entries()[i];
      plain += !entry.isRemoved() && FactRows.canHold((Expression) entry.atom()) ? 1 : 0;
    }
    enough = live * 2;
    return plain >= MANY;
  }

  /** Begins to keep rows. */
  FactRows begin() {
    FactRows begun = new FactRows(head, size - 1);
    rows = begun;
    return begun;
  }

  /** Lets go of dead rows when there are many. */
  void tidy(FactRows present) {
    if (present.live() == 0) {
      rows = null;
      enough = MANY;
    } else if (present.isSparse()) {
      rows = present.compacted();
    }
  }
}
