package dev.mettle.vm.code;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;

/**
 * Values in 64 bits. The upper 16 bits say what a word is: 0x7FF8 an integer with 48 bits and its
 * sign, 0x7FF9 a Bool value, 0x7FFA and 0x7FFB the two writings of {@code ()}, 0x7FFC an atom that
 * lies beside the word in a lane of references; all other words are floats. Each value has one
 * word: an integer that fits 48 bits is never an atom.
 *
 * <p>The tags are patterns of NaN. A float that is not a number is therefore always stored as
 * {@link #NAN}: the pattern that Java calls canonical is the word of the integer 0.
 */
public final class Words {

  /** The tag of integers, which is the word of 0. */
  public static final long INTEGER = 0x7FF8L << 48;

  /** The word of {@code False}. */
  public static final long FALSE = 0x7FF9L << 48;

  /** The word of {@code True}. */
  public static final long TRUE = FALSE | 1;

  /** One word of {@code ()}. */
  public static final long NIL = 0x7FFAL << 48;

  /** The other word of {@code ()}. */
  public static final long UNIT = 0x7FFBL << 48;

  /** The word beside which an atom lies. */
  public static final long REFERENCE = 0x7FFCL << 48;

  /** The word of the float that is no number. */
  public static final long NAN = 0xFFF8L << 48;

  private static final long PAYLOAD = (1L << 48) - 1;

  private Words() {}

  /** Whether the word holds an integer of at most 48 bits. */
  public static boolean isInteger(long word) {
    return (word ^ INTEGER) >>> 48 == 0;
  }

  /** Whether both words are of that kind; one comparison for the two of them. */
  public static boolean areIntegers(long a, long b) {
    return ((a ^ INTEGER) | (b ^ INTEGER)) >>> 48 == 0;
  }

  /** Whether both words hold truth values. */
  public static boolean areBools(long a, long b) {
    return ((a ^ FALSE) | (b ^ FALSE)) >>> 1 == 0;
  }

  /** Whether the word holds a truth value. */
  public static boolean isBool(long word) {
    return (word ^ FALSE) >>> 1 == 0;
  }

  /** Whether the word holds a float. */
  public static boolean isDouble(long word) {
    // Tags below 0x7FF8 become negative and tags above 0x7FFC are 5 or more.
    return Long.compareUnsigned((word >>> 48) - 0x7FF8L, 5) >= 0;
  }

  /** Whether the atom itself lies beside the word. */
  public static boolean isReference(long word) {
    return word == REFERENCE;
  }

  /** The integer of a word that {@link #isInteger}. */
  public static long integer(long word) {
    return (word << 16) >> 16;
  }

  /** The float of a word that {@link #isDouble}. */
  public static double number(long word) {
    return Double.longBitsToDouble(word);
  }

  /** Whether an integer has a word of its own: it needs at most 48 bits. */
  public static boolean fits(long integer) {
    return (integer << 16) >> 16 == integer;
  }

  /** The word of an integer that {@link #fits}. */
  public static long ofInteger(long integer) {
    return INTEGER | (integer & PAYLOAD);
  }

  /** The word of a float; all that are no numbers share one. */
  public static long ofDouble(double number) {
    return Double.isNaN(number) ? NAN : Double.doubleToRawLongBits(number);
  }

  /** The word of a truth value. */
  public static long ofBool(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** The word of an atom; {@link #REFERENCE} if the atom itself has to lie beside it. */
  public static long of(Atom atom) {
    if (atom instanceof LongAtom n) {
      return fits(n.value()) ? ofInteger(n.value()) : REFERENCE;
    }
    if (atom instanceof DoubleAtom n) {
      return ofDouble(n.value());
    }
    if (atom instanceof BoolAtom b) {
      return ofBool(b.value());
    }
    return atom == Expression.EMPTY ? UNIT : REFERENCE;
  }

  /** The atom of a word that is no reference. */
  public static Atom toAtom(long word) {
    if (isInteger(word)) {
      return LongAtom.of(integer(word));
    }
    if (isBool(word)) {
      return BoolAtom.of(word == TRUE);
    }
    return word == UNIT || word == NIL ? Expression.EMPTY : DoubleAtom.of(number(word));
  }
}
