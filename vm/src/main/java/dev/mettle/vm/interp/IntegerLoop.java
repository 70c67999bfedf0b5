package dev.mettle.vm.interp;

/** Runs decoded code on bare integers; see {@link IntegerLane}. */
final class IntegerLoop {

  private static final int OUT = -1;

  private IntegerLoop() {}

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
        case Codes.RETURN -> {
          return (int) (i >>> 8) & 0xFFFF;
        }
        default -> throw new AssertionError(i);
      }
      w[(int) (i >>> 40) & mask] = z;
    }
  }
}
