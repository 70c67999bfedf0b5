package dev.mettle.ir.kernel;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.opcode.Opcode;

/**
 * The value opcodes on evaluated operands. A kernel gives the value; or, for operands outside of
 * the operation's domain, an {@link OutsideDomain}; or an operand that is an error or {@code
 * Empty}, as it is, the leftmost first. It never gives a type error, since types are checked before
 * operands are evaluated.
 *
 * <p>The name of a kernel is the opcode's mnemonic in camel case; {@link KernelTable} relies on it.
 *
 * @since 1.0
 */
public final class Kernels {

  private Kernels() {}

  /** Exact sum of integers, or the float sum. */
  @Kernel(Opcode.ADD)
  public static Atom add(Atom a, Atom b) {
    if (a instanceof LongAtom x && b instanceof LongAtom y) {
      long p = x.value();
      long q = y.value();
      long sum = p + q;
      if (((p ^ sum) & (q ^ sum)) >= 0) {
        return LongAtom.of(sum);
      }
    }
    return a instanceof NumberAtom x && b instanceof NumberAtom y
        ? Arithmetic.add(x, y)
        : outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** Exact difference of integers, or the float difference. */
  @Kernel(Opcode.SUB)
  public static Atom sub(Atom a, Atom b) {
    if (a instanceof LongAtom x && b instanceof LongAtom y) {
      long p = x.value();
      long q = y.value();
      long difference = p - q;
      if (((p ^ q) & (p ^ difference)) >= 0) {
        return LongAtom.of(difference);
      }
    }
    return a instanceof NumberAtom x && b instanceof NumberAtom y
        ? Arithmetic.sub(x, y)
        : outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** Exact product of integers, or the float product. */
  @Kernel(Opcode.MUL)
  public static Atom mul(Atom a, Atom b) {
    if (a instanceof LongAtom x && b instanceof LongAtom y) {
      long p = x.value();
      long q = y.value();
      long low = p * q;
      if (Math.multiplyHigh(p, q) == low >> 63) {
        return LongAtom.of(low);
      }
    }
    return a instanceof NumberAtom x && b instanceof NumberAtom y
        ? Arithmetic.mul(x, y)
        : outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** Quotient, of integers truncated towards zero. */
  @Kernel(Opcode.DIV)
  public static Atom div(Atom a, Atom b) {
    if (a instanceof NumberAtom x && b instanceof NumberAtom y) {
      return x.isInteger() && Arithmetic.isIntegerZero(y)
          ? OutsideDomain.DIVISION_BY_ZERO
          : Arithmetic.div(x, y);
    }
    return outside(a, b, OutsideDomain.NOT_TWO_NUMBERS_TO_DIVIDE);
  }

  /** Remainder with the sign of the dividend. */
  @Kernel(Opcode.MOD)
  public static Atom mod(Atom a, Atom b) {
    if (a instanceof NumberAtom x && b instanceof NumberAtom y) {
      return x.isInteger() && Arithmetic.isIntegerZero(y)
          ? OutsideDomain.DIVISION_BY_ZERO
          : Arithmetic.mod(x, y);
    }
    return outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** Quotient rounded towards minus infinity. */
  @Kernel(Opcode.FLOOR_DIV)
  public static Atom floorDiv(Atom a, Atom b) {
    if (a instanceof NumberAtom x && b instanceof NumberAtom y) {
      return x.isInteger() && Arithmetic.isIntegerZero(y)
          ? OutsideDomain.DIVISION_BY_ZERO
          : Arithmetic.floorDiv(x, y);
    }
    return outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** The number with its sign changed; {@code 0.0} and {@code -0.0} change into each other. */
  @Kernel(Opcode.NEG)
  public static Atom neg(Atom a) {
    return a instanceof NumberAtom x ? Arithmetic.neg(x) : outside(a, OutsideDomain.IRREDUCIBLE);
  }

  /** Absolute value; an integer stays an integer. */
  @Kernel(Opcode.ABS)
  public static Atom abs(Atom a) {
    return a instanceof NumberAtom x
        ? Arithmetic.abs(x)
        : outside(a, OutsideDomain.NOT_A_NUMBER_FOR_ABS);
  }

  /** Power, always a float. An integer exponent must fit 32 bits. */
  @Kernel(Opcode.POW)
  public static Atom pow(Atom a, Atom b) {
    if (!(a instanceof NumberAtom base) || !(b instanceof NumberAtom exponent)) {
      return outside(a, b, OutsideDomain.NOT_TWO_NUMBERS_FOR_POW);
    }
    if (!exponent.isInteger()) {
      return DoubleAtom.of(TypedKernels.pow(base.doubleValue(), exponent.doubleValue()));
    }
    return exponent instanceof LongAtom n && n.value() == (int) n.value()
        ? DoubleAtom.of(TypedKernels.power(base.doubleValue(), (int) n.value()))
        : OutsideDomain.POWER_TOO_BIG;
  }

  /** Both. */
  @Kernel(Opcode.AND)
  public static Atom and(Atom a, Atom b) {
    return a instanceof BoolAtom x && b instanceof BoolAtom y
        ? BoolAtom.of(x.value() & y.value())
        : outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** At least one. */
  @Kernel(Opcode.OR)
  public static Atom or(Atom a, Atom b) {
    return a instanceof BoolAtom x && b instanceof BoolAtom y
        ? BoolAtom.of(x.value() | y.value())
        : outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** The other one. */
  @Kernel(Opcode.NOT)
  public static Atom not(Atom a) {
    return a instanceof BoolAtom x
        ? BoolAtom.of(!x.value())
        : outside(a, OutsideDomain.IRREDUCIBLE);
  }

  /** Exactly one. */
  @Kernel(Opcode.XOR)
  public static Atom xor(Atom a, Atom b) {
    return a instanceof BoolAtom x && b instanceof BoolAtom y
        ? BoolAtom.of(x.value() ^ y.value())
        : outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** Less. */
  @Kernel(Opcode.LT)
  public static Atom lt(Atom a, Atom b) {
    return a instanceof NumberAtom x && b instanceof NumberAtom y
        ? BoolAtom.of(Arithmetic.compare(x, y) < 0)
        : outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** Less or equal. */
  @Kernel(Opcode.LE)
  public static Atom le(Atom a, Atom b) {
    return a instanceof NumberAtom x && b instanceof NumberAtom y
        ? BoolAtom.of(Arithmetic.compare(x, y) <= 0)
        : outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** Greater. */
  @Kernel(Opcode.GT)
  public static Atom gt(Atom a, Atom b) {
    if (a instanceof NumberAtom x && b instanceof NumberAtom y) {
      int order = Arithmetic.compare(x, y);
      return BoolAtom.of(order > 0 && order != Arithmetic.UNORDERED);
    }
    return outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** Greater or equal. */
  @Kernel(Opcode.GE)
  public static Atom ge(Atom a, Atom b) {
    if (a instanceof NumberAtom x && b instanceof NumberAtom y) {
      int order = Arithmetic.compare(x, y);
      return BoolAtom.of(order >= 0 && order != Arithmetic.UNORDERED);
    }
    return outside(a, b, OutsideDomain.IRREDUCIBLE);
  }

  /** Structural equality; that the types fit is checked before. */
  @Kernel(Opcode.EQ)
  public static Atom eq(Atom a, Atom b) {
    return stops(a) ? a : stops(b) ? b : BoolAtom.of(AtomEquality.equal(a, b));
  }

  /** The opposite of {@link #eq}. */
  @Kernel(Opcode.NE)
  public static Atom ne(Atom a, Atom b) {
    return stops(a) ? a : stops(b) ? b : BoolAtom.of(!AtomEquality.equal(a, b));
  }

  /** Whether a computed operand becomes the result of whatever it was computed for. */
  public static boolean stops(Atom operand) {
    return operand == Symbols.EMPTY || Symbols.isError(operand);
  }

  private static Atom outside(Atom a, OutsideDomain otherwise) {
    return stops(a) ? a : otherwise;
  }

  private static Atom outside(Atom a, Atom b, OutsideDomain otherwise) {
    return stops(a) ? a : stops(b) ? b : otherwise;
  }
}
