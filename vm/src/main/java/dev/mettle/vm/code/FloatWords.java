package dev.mettle.vm.code;

/**
 * Operations on two words one of which holds a float, without making atoms of them. The integers of
 * words have 48 bits, so each is exactly a float.
 */
public final class FloatWords {

  private FloatWords() {}

  /** The word of the result; {@link Words#REFERENCE} where the kernel has to find it. */
  public static long binary(int op, long x, long y) {
    boolean float1 = Words.isDouble(x);
    boolean float2 = Words.isDouble(y);
    if (!(float1 && (float2 || Words.isInteger(y)) || float2 && Words.isInteger(x))) {
      return Words.REFERENCE;
    }
    double p = float1 ? Words.number(x) : Words.integer(x);
    double q = float2 ? Words.number(y) : Words.integer(y);
    return switch (op) {
      case Ops.ADD, Ops.ADD_SMALL -> Words.ofDouble(p + q);
      case Ops.SUB, Ops.SUB_SMALL -> Words.ofDouble(p - q);
      case Ops.MUL -> Words.ofDouble(p * q);
      // An integer 0 divides nothing.
      case Ops.DIV -> float2 ? Words.ofDouble(p / q) : Words.REFERENCE;
      case Ops.LT, Ops.LT_SMALL -> Words.ofBool(p < q);
      case Ops.LE, Ops.LE_SMALL -> Words.ofBool(p <= q);
      case Ops.GT, Ops.GT_SMALL -> Words.ofBool(p > q);
      case Ops.GE, Ops.GE_SMALL -> Words.ofBool(p >= q);
      case Ops.EQ, Ops.EQ_SMALL -> Words.ofBool(p == q);
      case Ops.NE -> Words.ofBool(p != q);
      default -> Words.REFERENCE;
    };
  }
}
