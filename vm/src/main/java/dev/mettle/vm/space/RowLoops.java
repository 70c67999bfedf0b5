package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Interruption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Nested loops over the facts that match a conjunction of flat patterns, from left to right. What
 * the rows have stays numbers until a solution is looked at; nothing is bound or unified. The facts
 * must not change meanwhile.
 */
public final class RowLoops {

  /** What is done with solutions. */
  public interface Taker {
    /** Takes the present solution; false ends the loops. */
    boolean take(RowLoops loops);
  }

  private final Level[] levels;

  /** For each variable the number of its value, and the facts that give it. */
  private final int[] ids;

  private final @Nullable FactRows[] owners;

  private int passed;

  /**
   * The loops of a plan.
   *
   * @param facts the facts of each pattern
   * @param places for each position of each pattern the number of its variable, or the complement
   *     of an index into {@code known}
   * @param known the values that are known from the start
   * @param variables how many variables there are
   */
  public RowLoops(FactRows[] facts, int[][] places, Atom[] known, int variables) {
    this.ids = new int[variables];
    this.owners = new @Nullable FactRows[variables];
    this.levels = new Level[facts.length];
    for (int i = 0; i < facts.length; i++) {
      levels[i] = new Level(facts[i], places[i], known, i == 0);
    }
  }

  /** Runs the loops; false if the taker ended them. */
  public boolean run(Taker taker) {
    int last = levels.length - 1;
    int at = levels[0].open() ? 0 : -1;
    while (at >= 0) {
      if (!levels[at].next()) {
        at--;
      } else if (at == last) {
        if (!taker.take(this)) {
          return false;
        }
      } else if (levels[at + 1].open()) {
        at++;
      }
    }
    return true;
  }

  /** The value of a variable. */
  public Atom value(int variable) {
    return owner(variable).terms().atom(ids[variable]);
  }

  private FactRows owner(int variable) {
    return Objects.requireNonNull(owners[variable]);
  }

  /** One pattern, and the rows that match it under the variables of those before it. */
  private final class Level {
    private final FactRows rows;
    private final int[] places;
    private final boolean outermost;

    /** The positions that are known once the loop begins. */
    private final int mask;

    /** The positions where variables get their values. */
    private final int giving;

    /** The positions of variables that have occurred before in this pattern. */
    private final int repeated;

    /** What the known positions must have; those of constants are there from the start. */
    private final int[] classes;

    private boolean possible = true;
    private @Nullable RowIndex index;
    private int unchecked;
    private int row;
    private int last;

    Level(FactRows rows, int[] places, Atom[] known, boolean outermost) {
      this.rows = rows;
      this.places = places;
      this.outermost = outermost;
      this.classes = new int[places.length];
      int knownHere = 0;
      int givingHere = 0;
      int repeatedHere = 0;
      for (int i = 0; i < places.length; i++) {
        int variable = places[i];
        if (variable < 0) {
          classes[i] = rows.classOf(known[~variable]);
          possible &= FactRows.isClass(classes[i]);
          knownHere |= 1 << i;
        } else if (owners[variable] == null) {
          givingHere |= 1 << i;
          owners[variable] = rows;
        } else if (first(i) < i) {
          repeatedHere |= 1 << i;
        } else {
          knownHere |= 1 << i;
        }
      }
      this.mask = knownHere;
      this.giving = givingHere;
      this.repeated = repeatedHere;
    }

    /** The first position of the variable at a position. */
    private int first(int position) {
      int first = 0;
      while (places[first] != places[position]) {
        first++;
      }
      return first;
    }

    /** Begins the loop; false if there is nothing in it. */
    boolean open() {
      if (!possible) {
        return false;
      }
      for (int rest = mask; rest != 0; rest &= rest - 1) {
        int i = Integer.numberOfTrailingZeros(rest);
        if (places[i] >= 0) {
          classes[i] = classHere(places[i]);
          if (!FactRows.isClass(classes[i])) {
            return false;
          }
        }
      }
      RowIndex by = null;
      if (mask != 0) {
        by = outermost ? rows.indexFor(mask, classes) : rows.index(mask);
      }
      index = by;
      if (by == null) {
        unchecked = mask;
        row = -1;
        last = rows.count() - 1;
        return true;
      }
      int place = by.find(classes);
      if (by.isDead(place)) {
        return false;
      }
      unchecked = mask & ~by.mask;
      last = by.last(place);
      row = -1;
      return true;
    }

    /** The class here of the value of a variable. */
    private int classHere(int variable) {
      FactRows owner = owner(variable);
      int id = ids[variable];
      if (owner == rows || TermIds.isUniversal(id)) {
        return rows.terms().classOf(id);
      }
      return rows.classOf(owner.terms().atom(id));
    }

    /** Goes on to the next row and gives the variables their values; false if there is none. */
    boolean next() {
      RowIndex by = index;
      int at = row;
      while (at != last) {
        if (by == null) {
          at++;
        } else {
          at = by.next(at < 0 ? last : at);
        }
        Interruption.check(++passed);
        if (!rows.isDead(at) && matches(at)) {
          row = at;
          for (int rest = giving; rest != 0; rest &= rest - 1) {
            int i = Integer.numberOfTrailingZeros(rest);
            ids[places[i]] = rows.id(at, i);
          }
          return true;
        }
      }
      return false;
    }

    private boolean matches(int at) {
      if (!rows.hasClasses(at, unchecked, classes)) {
        return false;
      }
      for (int rest = repeated; rest != 0; rest &= rest - 1) {
        int i = Integer.numberOfTrailingZeros(rest);
        if (rows.classAt(at, i) != rows.classAt(at, first(i))) {
          return false;
        }
      }
      return true;
    }
  }
}
