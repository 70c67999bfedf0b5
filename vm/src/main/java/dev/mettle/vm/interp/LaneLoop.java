package dev.mettle.vm.interp;

import dev.mettle.ir.kernel.TypedKernels;

/**
 * Runs {@link LaneCode}. Operations on integers and Bool values have the numbers of {@link Codes},
 * those on floats the same numbers from {@link #FLOAT} on.
 */
final class LaneLoop {

  /** What is added to the number of an operation on floats. */
  static final int FLOAT = 32;

  /** A float to the power of an integer. */
  static final int POW_INTEGER = 64;

  /** An integer as a float. */
  static final int TO_FLOAT = 65;

  private static final int OUT = -1;

  private LaneLoop() {}

  /**
   * Runs the code.
   *
   * @param w the frame; its length is a power of two
   * @return the place of the result, or a negative number if the call needs tagged words
   */
  static int run(long[] code, long[] w) {
    int pc = 0;
    int mask = w.length - 1;
    while (true) {
      long i = code[pc++];
      long x = w[(int) (i >>> 8) & mask];
      long y = w[(int) (i >>> 24) & mask];
      long z;
      switch ((int) i & 0xFF) {
        case Codes.ADD -> {
          z = x + y;
          if (((x ^ z) & (y ^ z)) < 0) {
            return OUT;
          }
        }
        case Codes.SUB -> {
          z = x - y;
          if (((x ^ y) & (x ^ z)) < 0) {
            return OUT;
          }
        }
        case Codes.MUL -> {
          z = x * y;
          if (Math.multiplyHigh(x, y) != z >> 63) {
            return OUT;
          }
        }
        case Codes.DIV -> {
          // -1 is left out with 0, since the smallest integer has no opposite.
          if (y + 1 >>> 1 == 0) {
            return OUT;
          }
          z = x / y;
        }
        case Codes.MOD -> {
          if (y == 0) {
            return OUT;
          }
          z = x % y;
        }
        case Codes.FLOOR_DIV -> {
          if (y + 1 >>> 1 == 0) {
            return OUT;
          }
          z = Math.floorDiv(x, y);
        }
        case Codes.NEG -> {
          if (x == Long.MIN_VALUE) {
            return OUT;
          }
          z = -x;
        }
        case Codes.ABS -> {
          if (x == Long.MIN_VALUE) {
            return OUT;
          }
          z = Math.abs(x);
        }
        case Codes.AND -> z = x & y;
        case Codes.OR -> z = x | y;
        case Codes.XOR -> z = x ^ y;
        case Codes.NOT -> z = x ^ 1;
        case Codes.LT -> z = x < y ? 1 : 0;
        case Codes.LE -> z = x <= y ? 1 : 0;
        case Codes.GT -> z = x > y ? 1 : 0;
        case Codes.GE -> z = x >= y ? 1 : 0;
        case Codes.EQ -> z = x == y ? 1 : 0;
        case Codes.NE -> z = x != y ? 1 : 0;
        case FLOAT + Codes.ADD -> z = bits(number(x) + number(y));
        case FLOAT + Codes.SUB -> z = bits(number(x) - number(y));
        case FLOAT + Codes.MUL -> z = bits(number(x) * number(y));
        case FLOAT + Codes.DIV -> z = bits(number(x) / number(y));
        case FLOAT + Codes.MOD -> z = bits(number(x) % number(y));
        case FLOAT + Codes.FLOOR_DIV -> z = bits(Math.floor(number(x) / number(y)));
        case FLOAT + Codes.NEG -> z = bits(-number(x));
        case FLOAT + Codes.ABS -> z = bits(Math.abs(number(x)));
        case FLOAT + Codes.POW -> z = bits(TypedKernels.pow(number(x), number(y)));
        case FLOAT + Codes.LT -> z = number(x) < number(y) ? 1 : 0;
        case FLOAT + Codes.LE -> z = number(x) <= number(y) ? 1 : 0;
        case FLOAT + Codes.GT -> z = number(x) > number(y) ? 1 : 0;
        case FLOAT + Codes.GE -> z = number(x) >= number(y) ? 1 : 0;
        case FLOAT + Codes.EQ -> z = number(x) == number(y) ? 1 : 0;
        case FLOAT + Codes.NE -> z = number(x) != number(y) ? 1 : 0;
        case POW_INTEGER -> {
          if (y != (int) y) {
            return OUT;
          }
          z = bits(TypedKernels.pow(number(x), y));
        }
        case TO_FLOAT -> z = bits((double) x);
        case Codes.RETURN -> {
          return (int) (i >>> 8) & 0xFFFF;
        }
        default -> throw new AssertionError(i);
      }
      w[(int) (i >>> 40) & mask] = z;
    }
  }

  private static double number(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static long bits(double number) {
    return Double.doubleToRawLongBits(number);
  }
}
