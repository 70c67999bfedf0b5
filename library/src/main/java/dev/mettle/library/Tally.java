package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.Interruption;
import org.jspecify.annotations.Nullable;

/**
 * How many there are of each of some atoms, for matching them off one by one. What is not equal to
 * itself, such as NaN, is not found again.
 */
final class Tally {

  private static final int SMALLEST = 8;
  private static final int[] UNCOUNTED = {};

  private final boolean exact;
  private @Nullable Atom[] atoms;
  private int[] counts;
  private int kinds;

  private Tally(boolean exact, boolean counted, int expected) {
    int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.min(expected, 1 << 28)) * 4);
    this.exact = exact;
    this.atoms = new @Nullable Atom[capacity];
    this.counts = counted ? new int[capacity] : UNCOUNTED;
  }

  /**
   * An empty tally in which {@code 1} and {@code 1.0} are one, for {@link #isFirst}: without counts
   * it needs half the memory, which is what large ones cost.
   */
  static Tally ofKinds(int expected) {
    return new Tally(false, false, expected);
  }

  /** An empty tally in which {@code 1} and {@code 1.0} are one; room is made as it is needed. */
  static Tally ofEqual(int expected) {
    return new Tally(false, true, expected);
  }

  /** An empty tally that tells {@code 1} from {@code 1.0}. */
  static Tally ofIdentical(int expected) {
    return new Tally(true, true, expected);
  }

  /** Adds one. */
  void add(Atom atom) {
    if (atom.isReflexive()) {
      int i = expect(atom); // which may make room, and so the counts another array
      counts[i]++;
    }
  }

  /** Whether an atom is the first of its kind, which is remembered. */
  boolean isFirst(Atom atom) {
    if (!atom.isReflexive()) {
      return true;
    }
    int before = kinds;
    expect(atom);
    return kinds > before;
  }

  /** Has atoms counted that equal one of these, and no others, by {@link #addExpected}. */
  void expectAll(Atom[] expected) {
    for (int k = 0; k < expected.length; k++) {
      Interruption.check(k + 1);
      if (expected[k].isReflexive()) {
        expect(expected[k]);
      }
    }
  }

  /** Adds those that are expected. */
  void addExpected(Atom[] found) {
    for (int k = 0; k < found.length; k++) {
      Interruption.check(k + 1);
      addIfExpected(found[k]);
    }
  }

  private void addIfExpected(Atom atom) {
    if (atom.isReflexive()) {
      int i = placeOf(atom);
      counts[i] += atoms[i] == null ? 0 : 1;
    }
  }

  private int expect(Atom atom) {
    if (kinds * 2 >= atoms.length) {
      grow();
    }
    int i = placeOf(atom);
    if (atoms[i] == null) {
      atoms[i] = atom;
      kinds++;
    }
    return i;
  }

  /** Takes one away, if there is one. */
  boolean take(Atom atom) {
    if (!atom.isReflexive()) {
      return false;
    }
    int i = placeOf(atom);
    if (counts[i] == 0) {
      return false;
    }
    counts[i]--;
    return true;
  }

  /** Where an atom that equals itself is or belongs. */
  private int placeOf(Atom atom) {
    int mask = atoms.length - 1;
    int i = spread(atom) & mask;
    for (Atom other = atoms[i]; other != null; other = atoms[i]) {
      if (other == atom || areSame(other, atom)) {
        break;
      }
      i = (i + 1) & mask;
    }
    return i;
  }

  private boolean areSame(Atom a, Atom b) {
    return exact ? AtomEquality.identical(a, b) : a.equals(b);
  }

  private void grow() {
    @Nullable Atom[] old = atoms;
    int[] oldCounts = counts;
    atoms = new @Nullable Atom[old.length * 2];
    counts = oldCounts == UNCOUNTED ? UNCOUNTED : new int[old.length * 2];
    int mask = atoms.length - 1;
    for (int j = 0; j < old.length; j++) {
      Atom atom = old[j];
      if (atom != null) {
        int i = spread(atom) & mask;
        while (atoms[i] != null) {
          i = (i + 1) & mask;
        }
        atoms[i] = atom;
        if (oldCounts != UNCOUNTED) {
          counts[i] = oldCounts[j];
        }
      }
    }
  }

  private static int spread(Atom atom) {
    int h = atom.hashCode() * 0x9E37_79B9;
    return h ^ (h >>> 15);
  }
}
