package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The facts that match a pattern of plain values and variables, among those that are kept as rows.
 * All of them match, so nothing has to be unified: the variables take the values of the row. The
 * cursor sees the space as it was when the query began, and knows whether another row follows.
 */
public final class RowCursor {

  /** The cursor without rows. */
  public static final RowCursor NONE =
      new RowCursor(
          new FactRows(Symbols.EMPTY, 1), new int[1], 0, new @Nullable Variable[1], 0, 0, 0, 0);

  /** As many dead rows on the way are worth a new ring, if they are the most. */
  private static final int MANY_DEAD = 16;

  private final FactRows rows;
  private final int[] classes;
  private final int mask;
  private final @Nullable Variable[] variables;
  private final int repeated;
  private final int shaped;
  private final int limit;
  private final long removedLimit;

  private final @Nullable RowIndex index;
  private final int place;
  private final int last;
  private final int epoch;

  /** The positions that the index leaves to be looked at. */
  private final int unchecked;

  private int row = -1;
  private int ahead = -1;
  private int passed;
  private int found;

  /**
   * @param classes what a row must have at the positions of {@code mask}
   * @param variables the variables of the pattern, at their positions
   * @param repeated the positions whose variable has occurred before
   * @param shaped the positions where a row must have something
   * @param limit the row at which to stop
   * @param removedLimit what had been removed at this stamp is gone
   */
  RowCursor(
      FactRows rows,
      int[] classes,
      int mask,
      @Nullable Variable[] variables,
      int repeated,
      int shaped,
      int limit,
      long removedLimit) {
    this.rows = rows;
    this.classes = classes;
    this.mask = mask;
    this.variables = variables;
    this.repeated = repeated;
    this.shaped = shaped;
    this.limit = limit;
    this.removedLimit = removedLimit;
    RowIndex by = mask == 0 || limit == 0 ? null : rows.indexFor(mask, classes);
    index = by;
    if (by == null) {
      place = -1;
      last = -1;
      epoch = 0;
      unchecked = mask;
      ahead = -1;
      scan();
    } else {
      place = by.find(classes);
      last = place < 0 ? -1 : by.last(place);
      epoch = by.epoch();
      unchecked = mask & ~by.mask;
      ahead = -1;
      if (by.isDead(place)) {
        ahead = limit;
      } else {
        walk(by, by.next(last));
      }
    }
  }

  /** Whether another row follows. */
  public boolean hasNext() {
    return ahead < limit;
  }

  /** Goes on to the next row. */
  public void next() {
    if (ahead >= limit) {
      throw new NoSuchElementException();
    }
    row = ahead;
    RowIndex by = index;
    if (by == null || by.epoch() != epoch) {
      scan();
    } else if (row == last) {
      end(by);
    } else {
      walk(by, by.next(row));
    }
  }

  /** Number of positions that the pattern speaks of, those inside of expressions among them. */
  public int arity() {
    return classes.length;
  }

  /** The unbound variable that the pattern has at a position for the first time, if any. */
  public @Nullable Variable variable(int position) {
    return (repeated >>> position & 1) == 0 ? variables[position] : null;
  }

  /** The unbound variable that the pattern has at a position, if any. */
  @Nullable Variable anyVariable(int position) {
    return variables[position];
  }

  FactRows rows() {
    return rows;
  }

  int[] classes() {
    return classes;
  }

  int mask() {
    return mask;
  }

  int limit() {
    return limit;
  }

  /** Whether the query sees a row at all. */
  boolean sees(int other) {
    return other < limit && !rows.diedBy(other, removedLimit);
  }

  /** The number of the row. */
  public int row() {
    return row;
  }

  /** What the row has at a position. */
  public Atom value(int position) {
    return rows.value(row, position);
  }

  /** When the row that follows was added. */
  long stampAhead() {
    return rows.stamp(ahead);
  }

  /** The row as an entry, with its place among all entries of the space. */
  Entry entry() {
    return new Entry(rows.fact(row), rows.stamp(row));
  }

  private void walk(RowIndex by, int from) {
    int at = from;
    while (at < limit) {
      Interruption.check(++passed);
      if (!rows.diedBy(at, removedLimit) && matches(at, unchecked)) {
        ahead = at;
        found++;
        return;
      }
      if (at == last) {
        break;
      }
      at = by.next(at);
    }
    end(by);
  }

  private void end(RowIndex by) {
    ahead = limit;
    int dead = passed - found;
    if (unchecked == 0 && repeated == 0 && shaped == 0 && dead > MANY_DEAD && dead > found) {
      int now = by.find(classes);
      if (!by.isDead(now)) {
        by.relink(now);
      }
    }
  }

  private void scan() {
    int at = ahead;
    while (++at < limit) {
      Interruption.check(at);
      if (!rows.diedBy(at, removedLimit) && matches(at, mask)) {
        break;
      }
    }
    ahead = at;
  }

  private boolean matches(int at, int positions) {
    if (!rows.hasClasses(at, positions, classes)) {
      return false;
    }
    for (int rest = repeated; rest != 0; rest &= rest - 1) {
      int p = Integer.numberOfTrailingZeros(rest);
      if (rows.classAt(at, p) != rows.classAt(at, positionOf(variables[p]))) {
        return false;
      }
    }
    for (int rest = shaped; rest != 0; rest &= rest - 1) {
      if (rows.id(at, Integer.numberOfTrailingZeros(rest)) == TermIds.NONE) {
        return false;
      }
    }
    return true;
  }

  /** The position that gives a variable of the pattern its value. */
  public int positionOf(@Nullable Variable variable) {
    int first = 0;
    while (variables[first] != variable || (repeated >>> first & 1) != 0) {
      first++;
    }
    return first;
  }
}
