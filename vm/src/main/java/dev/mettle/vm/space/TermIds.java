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

/**
 * Numbers of 32 bits for the plain values that facts are made of. A symbol has the number that it
 * has everywhere, a small integer is its own number, and everything else is numbered here.
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

  private Atom[] boxed = new Atom[0];
  private int[] classes = {};
  private int count;

  /** Places of {@link #boxed}, one more each, found by hash. */
  private int[] table = {};

  /** Whether an atom can have a number. */
  static boolean canHave(Atom atom) {
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
      case Expression e -> false;
      case GroundedValue g -> false;
    };
  }

  /** The number of an atom that can have one. */
  int of(Atom atom) {
    if (atom instanceof Symbol symbol) {
      return symbol.number();
    }
    if (atom instanceof LongAtom n && isSmall(n.value())) {
      return ofSmall(n.value());
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
    if (count == 0 || !canHave(atom)) {
      return NONE;
    }
    int mask = table.length - 1;
    for (int i = spread(atom) & mask; table[i] != 0; i = (i + 1) & mask) {
      int index = table[i] - 1;
      if (boxed[index].equals(atom)) {
        return classes[index];
      }
    }
    return NONE;
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
    return (id & BOXED) == BOXED ? boxed[id & PAYLOAD] : LongAtom.of((id & PAYLOAD) - BIAS);
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
    if (count * 2 >= table.length) {
      grow();
    }
    int own = NONE;
    int mask = table.length - 1;
    int i = spread(atom) & mask;
    for (; table[i] != 0; i = (i + 1) & mask) {
      int index = table[i] - 1;
      if (boxed[index].equals(atom)) {
        if (looksAlike(boxed[index], atom)) {
          return BOXED | index;
        }
        own = classes[index];
      }
    }
    int id = BOXED | count;
    if (own == NONE) {
      int small = ofIntegral(atom);
      own = small == NONE ? id : small;
    }
    boxed[count] = atom;
    classes[count] = own;
    count++;
    table[i] = count;
    return id;
  }

  private static boolean looksAlike(Atom a, Atom b) {
    return a instanceof DoubleAtom x
        ? b instanceof DoubleAtom y
            && Double.doubleToRawLongBits(x.value()) == Double.doubleToRawLongBits(y.value())
        : !(b instanceof DoubleAtom);
  }

  private void grow() {
    table = new int[Math.max(8, table.length * 2)];
    boxed = Arrays.copyOf(boxed, table.length / 2);
    classes = Arrays.copyOf(classes, table.length / 2);
    int mask = table.length - 1;
    for (int index = 0; index < count; index++) {
      int i = spread(boxed[index]) & mask;
      while (table[i] != 0) {
        i = (i + 1) & mask;
      }
      table[i] = index + 1;
    }
  }

  private static int spread(Atom atom) {
    int h = atom.hashCode() * 0x9E37_79B9;
    return h ^ (h >>> 15);
  }
}
