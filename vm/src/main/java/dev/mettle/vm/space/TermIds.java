package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BigIntegerAtom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of 32 bits for what facts are made of: plain values, and expressions of them, which are
 * called compounds here. A symbol has the number that it has everywhere, a small integer is its own
 * number, and everything else is numbered here, a compound by the numbers of its children.
 *
 * <p>A value keeps its number for what it looks like: {@code 1} and {@code 1.0} have two. What is
 * found by equality is found by the <em>class</em> of a number, which those two have in common.
 *
 * <p>Values are never forgotten; who needs fewer of them begins with a new object.
 */
final class TermIds {

  /** No number: for what cannot have one, or has none yet. */
  static final int NONE = 0x8000_0000;

  private static final int INTEGER = 0x8000_0000;
  private static final int BOXED = 0xC000_0000;
  private static final int PAYLOAD = 0x3FFF_FFFF;
  private static final int BIAS = 1 << 29;

  /** Wider expressions have no numbers. */
  private static final int WIDTH = 8;

  /** Deeper ones neither. */
  private static final int LEVELS = 4;

  /** The numbered values; a compound is made when somebody looks at it. */
  private @Nullable Atom[] boxed = {};

  /** The numbers of the children of compounds; null for other values. */
  private int[] @Nullable [] parts = new int[0][];

  private int[] classes = {};
  private int count;

  /** Places of {@link #boxed}, one more each, found by hash. */
  private int[] table = {};

  /** How many values are numbered here. */
  int count() {
    return count;
  }

  /** Whether an atom can have a number. */
  static boolean canHave(Atom atom) {
    return canHave(atom, LEVELS);
  }

  // Recursion over levels, of which there are few, and not over data.
  private static boolean canHave(Atom atom, int levels) {
    if (atom instanceof Symbol || atom instanceof LongAtom) {
      return true;
    }
    return switch (atom) {
      case Symbol s -> true;
      case LongAtom n -> true;
      case DoubleAtom d -> d.isReflexive();
      case BigIntegerAtom n -> true;
      case StringAtom s -> true;
      case BoolAtom b -> true;
      case Variable v -> false;
      case Expression e -> levels > 0 && canHaveAll(e, levels - 1);
      case GroundedValue g -> false;
    };
  }

  private static boolean canHaveAll(Expression e, int levels) {
    int size = e.size();
    if (size > WIDTH || !e.isGround()) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!canHave(e.get(i), levels)) {
        return false;
      }
    }
    return true;
  }

  /** Whether expressions of so many children, so deep in a fact, can have numbers. */
  static boolean canHaveForm(int size, int depth) {
    return size <= WIDTH && depth <= LEVELS;
  }

  /** The number of an atom that can have one. */
  int of(Atom atom) {
    if (atom instanceof Symbol symbol) {
      return symbol.number();
    }
    if (atom instanceof LongAtom n && isSmall(n.value())) {
      return ofSmall(n.value());
    }
    if (atom instanceof Expression e) {
      int[] children = new int[e.size()];
      for (int i = 0; i < children.length; i++) {
        children[i] = of(e.get(i));
      }
      return ofCompound(children);
    }
    return ofBoxed(atom);
  }

  /** The class of all numbers of atoms that equal {@code atom}; {@link #NONE} if there is none. */
  int classOf(Atom atom) {
    if (atom instanceof Symbol symbol) {
      return symbol.number();
    }
    if (atom instanceof LongAtom n && isSmall(n.value())) {
      return ofSmall(n.value());
    }
    int small = ofIntegral(atom);
    if (small != NONE) {
      return small;
    }
    return count == 0 || !canHave(atom) ? NONE : classOfKnown(atom);
  }

  /** The class of what can have a number. */
  private int classOfKnown(Atom atom) {
    if (atom instanceof Expression e) {
      int[] children = new int[e.size()];
      for (int i = 0; i < children.length; i++) {
        Atom child = e.get(i);
        children[i] = child instanceof Expression ? classOfKnown(child) : classOf(child);
        if (children[i] == NONE) {
          return NONE;
        }
      }
      int mask = table.length - 1;
      for (int i = spread(hash(children)) & mask; table[i] != 0; i = (i + 1) & mask) {
        int[] own = parts[table[i] - 1];
        if (own != null && sameClasses(own, children)) {
          return classes[table[i] - 1];
        }
      }
      return NONE;
    }
    int mask = table.length - 1;
    for (int i = spread(atom.hashCode()) & mask; table[i] != 0; i = (i + 1) & mask) {
      if (isEqual(table[i] - 1, atom)) {
        return classes[table[i] - 1];
      }
    }
    return NONE;
  }

  /** Whether a numbered value that is no compound equals an atom. */
  private boolean isEqual(int index, Atom atom) {
    return parts[index] == null && Objects.requireNonNull(boxed[index]).equals(atom);
  }

  private boolean sameClasses(int[] ids, int[] others) {
    if (ids.length != others.length) {
      return false;
    }
    for (int i = 0; i < ids.length; i++) {
      if (classOf(ids[i]) != classOf(others[i])) {
        return false;
      }
    }
    return true;
  }

  /** The same for an integer. */
  int classOf(long integer) {
    return isSmall(integer) ? ofSmall(integer) : classOf(LongAtom.of(integer));
  }

  /** The class of a number. */
  int classOf(int id) {
    return (id & BOXED) == BOXED ? classes[id & PAYLOAD] : id;
  }

  /** Whether a number means the same everywhere. */
  static boolean isUniversal(int id) {
    return (id & BOXED) != BOXED;
  }

  /** The atom with this number. */
  Atom atom(int id) {
    if (id >= 0) {
      return Symbol.ofNumber(id);
    }
    if ((id & BOXED) != BOXED) {
      return LongAtom.of((id & PAYLOAD) - BIAS);
    }
    Atom known = boxed[id & PAYLOAD];
    return known != null ? known : made(id & PAYLOAD);
  }

  private Atom made(int index) {
    int[] ids = Objects.requireNonNull(parts[index]);
    Atom[] children = new Atom[ids.length];
    for (int i = 0; i < ids.length; i++) {
      children[i] = atom(ids[i]);
    }
    Expression made = Expression.owning(children);
    boxed[index] = made;
    return made;
  }

  /**
   * The number of a child of the compound with this number; {@link #NONE} if it is no compound, or
   * one of another size.
   */
  int part(int id, int size, int child) {
    int[] ids = (id & BOXED) == BOXED ? parts[id & PAYLOAD] : null;
    return ids != null && ids.length == size ? ids[child] : NONE;
  }

  private static boolean isSmall(long n) {
    return n > -BIAS && n < BIAS;
  }

  private static int ofSmall(long n) {
    return INTEGER | (int) (n + BIAS);
  }

  /** The number of the small integer that a float equals. */
  private static int ofIntegral(Atom atom) {
    if (atom instanceof DoubleAtom d) {
      long n = (long) d.value();
      if (isSmall(n) && (double) n == d.value()) {
        return ofSmall(n);
      }
    }
    return NONE;
  }

  private int ofBoxed(Atom atom) {
    makeRoom();
    int own = NONE;
    int mask = table.length - 1;
    int i = spread(atom.hashCode()) & mask;
    for (; table[i] != 0; i = (i + 1) & mask) {
      int index = table[i] - 1;
      Atom other = boxed[index];
      if (other != null && isEqual(index, atom)) {
        if (looksAlike(other, atom)) {
          return BOXED | index;
        }
        own = classes[index];
      }
    }
    return put(i, atom, null, own == NONE ? ofIntegral(atom) : own);
  }

  private int ofCompound(int[] children) {
    makeRoom();
    int own = NONE;
    int mask = table.length - 1;
    int i = spread(hash(children)) & mask;
    for (; table[i] != 0; i = (i + 1) & mask) {
      int index = table[i] - 1;
      int[] others = parts[index];
      if (others != null && sameClasses(others, children)) {
        if (Arrays.equals(others, children)) {
          return BOXED | index;
        }
        own = classes[index];
      }
    }
    return put(i, null, children, own);
  }

  /** Numbers a value that has its place; it begins a class if it belongs to {@link #NONE}. */
  private int put(int place, @Nullable Atom atom, int @Nullable [] children, int own) {
    int id = BOXED | count;
    boxed[count] = atom;
    parts[count] = children;
    classes[count] = own == NONE ? id : own;
    count++;
    table[place] = count;
    return id;
  }

  private static boolean looksAlike(Atom a, Atom b) {
    return a instanceof DoubleAtom x
        ? b instanceof DoubleAtom y
            && Double.doubleToRawLongBits(x.value()) == Double.doubleToRawLongBits(y.value())
        : !(b instanceof DoubleAtom);
  }

  private void makeRoom() {
    if (count * 2 < table.length) {
      return;
    }
    table = new int[Math.max(8, table.length * 2)];
    boxed = Arrays.copyOf(boxed, table.length / 2);
    parts = Arrays.copyOf(parts, table.length / 2);
    classes = Arrays.copyOf(classes, table.length / 2);
    int mask = table.length - 1;
    for (int index = 0; index < count; index++) {
      int[] children = parts[index];
      int h = children == null ? Objects.requireNonNull(boxed[index]).hashCode() : hash(children);
      int i = spread(h) & mask;
      while (table[i] != 0) {
        i = (i + 1) & mask;
      }
      table[i] = index + 1;
    }
  }

  private int hash(int[] children) {
    int h = children.length;
    for (int id : children) {
      h = h * 31 + classOf(id);
    }
    return h;
  }

  private static int spread(int hash) {
    int h = hash * 0x9E37_79B9;
    return h ^ (h >>> 15);
  }
}
