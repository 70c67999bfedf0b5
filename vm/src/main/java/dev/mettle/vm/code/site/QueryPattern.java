package dev.mettle.vm.code.site;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.FactRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pattern of a query over locals, as places: first the children of the pattern, then those of
 * expressions in it that hold variables. A place is known, by a constant or by a local, or gives a
 * local its value, or is an expression that is taken apart.
 */
final class QueryPattern {

  /** More places are not asked for. */
  private static final int MOST = 24;

  /** Where a place is inside of another one; its own place if it is a child of the pattern. */
  record Place(int outer, int size, int child) {}

  private final Symbol head;
  private final int arity;
  private final List<Integer> fresh;
  private final List<Place> places = new ArrayList<>();
  private final List<@Nullable Atom> constants = new ArrayList<>();
  private final List<@Nullable Variable> variables = new ArrayList<>();
  private final List<Integer> known = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private final List<Integer> found = new ArrayList<>();
  private final List<Integer> given = new ArrayList<>();
  private int knownPlaces;
  private int repeated;
  private int shaped;
  private boolean possible = true;

  private QueryPattern(Expression pattern, List<Integer> fresh) {
    this.head = (Symbol) pattern.get(0);
    this.arity = pattern.size() - 1;
    this.fresh = fresh;
    for (int i = 0; i < arity; i++) {
      newPlace(i, 0, 0);
    }
    for (int i = 0; i < arity && possible; i++) {
      fill(i, pattern.get(i + 1), 1);
    }
    possible &= known.size() <= FactRows.MAX_ARITY;
  }

  /**
   * The places of a pattern; null if rows cannot be asked for it, as for a conjunction.
   *
   * @param fresh the locals to which the query gives values
   */
  static @Nullable QueryPattern of(Atom pattern, List<Integer> fresh) {
    if (!(pattern instanceof Expression e)
        || e.size() < 2
        || e.size() > FactRows.MAX_ARITY + 1
        || !(e.get(0) instanceof Symbol)
        || e.hasHead(Symbols.COMMA)) {
      return null;
    }
    QueryPattern places = new QueryPattern(e, fresh);
    return places.possible ? places : null;
  }

  private int newPlace(int outer, int size, int child) {
    places.add(new Place(outer, size, child));
    constants.add(null);
    variables.add(null);
    return places.size() - 1;
  }

  // Recursion over levels, of which those that rows can have are few.
  private void fill(int place, Atom part, int depth) {
    if (part instanceof Variable v) {
      fillVariable(place, v);
    } else if (part.isGround()) {
      constants.set(place, part);
      knownPlaces |= 1 << place;
    } else if (part instanceof Expression e
        && FactRows.canHold(e.size(), depth)
        && places.size() + e.size() <= MOST) {
      int first = places.size();
      for (int i = 0; i < e.size(); i++) {
        newPlace(place, e.size(), i);
      }
      for (int i = 0; i < e.size() && possible; i++) {
        fill(first + i, e.get(i), depth + 1);
      }
      // A known child or an inner expression tells that there is an expression; variables do not.
      shaped |= variables.get(first) == null ? 0 : 1 << first;
    } else {
      possible = false;
    }
  }

  private void fillVariable(int place, Variable v) {
    int slot = v.slot();
    if (slot < 0) {
      possible = false;
    } else if (!fresh.contains(slot)) {
      known.add(slot);
      asked.add(place);
      knownPlaces |= 1 << place;
    } else {
      int before = found.indexOf(slot);
      if (before >= 0) {
        variables.set(place, variables.get(given.get(before)));
        repeated |= 1 << place;
      } else {
        variables.set(place, v);
        found.add(slot);
        given.add(place);
      }
    }
  }

  Symbol head() {
    return head;
  }

  /** Number of children of the pattern besides its head. */
  int arity() {
    return arity;
  }

  /** Whether no expression is taken apart. */
  boolean isFlat() {
    return places.size() == arity;
  }

  List<Place> places() {
    return places;
  }

  /** For each place the constant, or null. */
  @Nullable Atom[] constants() {
    return constants.toArray(new @Nullable Atom[0]);
  }

  /** For each place the variable, where the query gives it a value. */
  @Nullable Variable[] variables() {
    return variables.toArray(new @Nullable Variable[0]);
  }

  /** The locals whose values the query asks with. */
  int[] known() {
    return array(known);
  }

  /** For each of those the place. */
  int[] asked() {
    return array(asked);
  }

  /** The locals to which the query gives values. */
  int[] found() {
    return array(found);
  }

  /** For each of those the place. */
  int[] given() {
    return array(given);
  }

  /** The places that are known, as a set of bits. */
  int knownPlaces() {
    return knownPlaces;
  }

  /** The places whose variable has occurred before. */
  int repeated() {
    return repeated;
  }

  /** The places where a row must have something. */
  int shaped() {
    return shaped;
  }

  private static int[] array(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
