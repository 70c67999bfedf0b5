package dev.mettle.ir.kernel;

import dev.mettle.ir.opcode.Opcode;

/**
 * The value opcodes on operands whose kinds are known, without boxes: what a compiler that keeps
 * integers in {@code long} and floats in {@code double} calls. Where both are mixed, arithmetic
 * first converts the integer with a plain cast, which gives the nearest float; order and equality
 * have methods of their own, since they are exact.
 *
 * <p>A method on {@code long} throws {@link ArithmeticException} where the result is no {@code
 * long}: on overflow and on division by zero. The caller then leaves the work to code that knows
 * integers of any size, so that the answer is the same.
 *
 * @since 1.0
 */
public final class TypedKernels {

  private TypedKernels() {}

  // ------------------------------------------------------------------ long, long -> long

  /** Sum. @throws ArithmeticException if it does not fit 64 bits */
  @Kernel(Opcode.ADD)
  public static long add(long a, long b) {
    return Math.addExact(a, b);
  }

  /** Difference. @throws ArithmeticException if it does not fit 64 bits */
  @Kernel(Opcode.SUB)
  public static long sub(long a, long b) {
    return Math.subtractExact(a, b);
  }

  /** Product. @throws ArithmeticException if it does not fit 64 bits */
  @Kernel(Opcode.MUL)
  public static long mul(long a, long b) {
    return Math.multiplyExact(a, b);
  }

  /** Quotient towards zero. @throws ArithmeticException if there is none in 64 bits */
  @Kernel(Opcode.DIV)
  public static long div(long a, long b) {
    // Only MIN / -1 leaves the range; negateExact is the test for it.
    return b == -1 ? Math.negateExact(a) : a / b;
  }

  /** Remainder with the sign of the dividend. @throws ArithmeticException for a divisor 0 */
  @Kernel(Opcode.MOD)
  public static long mod(long a, long b) {
    return a % b;
  }

  /** Quotient towards minus infinity. @throws ArithmeticException if there is none in 64 bits */
  @Kernel(Opcode.FLOOR_DIV)
  public static long floorDiv(long a, long b) {
    return b == -1 ? Math.negateExact(a) : Math.floorDiv(a, b);
  }

  /** The number with its sign changed. @throws ArithmeticException if it does not fit 64 bits */
  @Kernel(Opcode.NEG)
  public static long neg(long a) {
    return Math.negateExact(a);
  }

  /** Absolute value. @throws ArithmeticException if it does not fit 64 bits */
  @Kernel(Opcode.ABS)
  public static long abs(long a) {
    return a < 0 ? Math.negateExact(a) : a;
  }

  // ------------------------------------------------------------------ double, double -> double

  /** Sum. */
  @Kernel(Opcode.ADD)
  public static double add(double a, double b) {
    return a + b;
  }

  /** Difference. */
  @Kernel(Opcode.SUB)
  public static double sub(double a, double b) {
    return a - b;
  }

  /** Product. */
  @Kernel(Opcode.MUL)
  public static double mul(double a, double b) {
    return a * b;
  }

  /** Quotient. */
  @Kernel(Opcode.DIV)
  public static double div(double a, double b) {
    return a / b;
  }

  /** Remainder with the sign of the dividend. */
  @Kernel(Opcode.MOD)
  public static double mod(double a, double b) {
    return a % b;
  }

  /** Quotient rounded towards minus infinity. */
  @Kernel(Opcode.FLOOR_DIV)
  public static double floorDiv(double a, double b) {
    return Math.floor(a / b);
  }

  /** The number with its sign changed. */
  @Kernel(Opcode.NEG)
  public static double neg(double a) {
    return -a;
  }

  /** Absolute value. */
  @Kernel(Opcode.ABS)
  public static double abs(double a) {
    return Math.abs(a);
  }

  // ------------------------------------------------------------------ powers

  /** Power with a float exponent. */
  @Kernel(Opcode.POW)
  public static double pow(double a, double b) {
    // The C library, and with it the reference, has 1 here; Java has NaN.
    return a == 1.0 || (a == -1.0 && Double.isInfinite(b)) ? 1.0 : Math.pow(a, b);
  }

  /** Power with an integer exponent. @throws ArithmeticException if it does not fit 32 bits */
  @Kernel(Opcode.POW)
  public static double pow(double a, long b) {
    return power(a, Math.toIntExact(b));
  }

  /** Power of an integer. @throws ArithmeticException if the exponent does not fit 32 bits */
  @Kernel(Opcode.POW)
  public static double pow(long a, long b) {
    return power((double) a, Math.toIntExact(b));
  }

  /** Power of an integer with a float exponent. */
  @Kernel(Opcode.POW)
  public static double pow(long a, double b) {
    return pow((double) a, b);
  }

  /**
   * Power by repeated squaring. The steps, and so the last digit, are those of the reference, which
   * differ from {@link Math#pow} now and then.
   */
  static double power(double base, int exponent) {
    double result = 1.0;
    double square = base;
    int rest = exponent;
    while (true) {
      if ((rest & 1) != 0) {
        result *= square;
      }
      rest /= 2;
      if (rest == 0) {
        break;
      }
      square *= square;
    }
    return exponent < 0 ? 1.0 / result : result;
  }

  // ------------------------------------------------------------------ order and equality

  /** Less. */
  @Kernel(Opcode.LT)
  public static boolean lt(long a, long b) {
    return a < b;
  }

  /** Less. */
  @Kernel(Opcode.LT)
  public static boolean lt(double a, double b) {
    return a < b;
  }

  /** Less, exactly. */
  @Kernel(Opcode.LT)
  public static boolean lt(long a, double b) {
    return Arithmetic.compare(a, b) < 0;
  }

  /** Less, exactly. */
  @Kernel(Opcode.LT)
  public static boolean lt(double a, long b) {
    return gt(b, a);
  }

  /** Less or equal. */
  @Kernel(Opcode.LE)
  public static boolean le(long a, long b) {
    return a <= b;
  }

  /** Less or equal. */
  @Kernel(Opcode.LE)
  public static boolean le(double a, double b) {
    return a <= b;
  }

  /** Less or equal, exactly. */
  @Kernel(Opcode.LE)
  public static boolean le(long a, double b) {
    return Arithmetic.compare(a, b) <= 0;
  }

  /** Less or equal, exactly. */
  @Kernel(Opcode.LE)
  public static boolean le(double a, long b) {
    return ge(b, a);
  }

  /** Greater. */
  @Kernel(Opcode.GT)
  public static boolean gt(long a, long b) {
    return a > b;
  }

  /** Greater. */
  @Kernel(Opcode.GT)
  public static boolean gt(double a, double b) {
    return a > b;
  }

  /** Greater, exactly. */
  @Kernel(Opcode.GT)
  public static boolean gt(long a, double b) {
    int order = Arithmetic.compare(a, b);
    return order > 0 && order != Arithmetic.UNORDERED;
  }

  /** Greater, exactly. */
  @Kernel(Opcode.GT)
  public static boolean gt(double a, long b) {
    return lt(b, a);
  }

  /** Greater or equal. */
  @Kernel(Opcode.GE)
  public static boolean ge(long a, long b) {
    return a >= b;
  }

  /** Greater or equal. */
  @Kernel(Opcode.GE)
  public static boolean ge(double a, double b) {
    return a >= b;
  }

  /** Greater or equal, exactly. */
  @Kernel(Opcode.GE)
  public static boolean ge(long a, double b) {
    int order = Arithmetic.compare(a, b);
    return order >= 0 && order != Arithmetic.UNORDERED;
  }

  /** Greater or equal, exactly. */
  @Kernel(Opcode.GE)
  public static boolean ge(double a, long b) {
    return le(b, a);
  }

  /** Equality. */
  @Kernel(Opcode.EQ)
  public static boolean eq(long a, long b) {
    return a == b;
  }

  /** Equality; NaN equals nothing. */
  @Kernel(Opcode.EQ)
  public static boolean eq(double a, double b) {
    return a == b;
  }

  /** Equality, exactly. */
  @Kernel(Opcode.EQ)
  public static boolean eq(long a, double b) {
    return Arithmetic.compare(a, b) == 0;
  }

  /** Equality, exactly. */
  @Kernel(Opcode.EQ)
  public static boolean eq(double a, long b) {
    return Arithmetic.compare(b, a) == 0;
  }

  /** Equality. */
  @Kernel(Opcode.EQ)
  public static boolean eq(boolean a, boolean b) {
    return a == b;
  }

  /** Inequality. */
  @Kernel(Opcode.NE)
  public static boolean ne(long a, long b) {
    return a != b;
  }

  /** Inequality; NaN differs from everything. */
  @Kernel(Opcode.NE)
  public static boolean ne(double a, double b) {
    return a != b;
  }

  /** Inequality, exactly. */
  @Kernel(Opcode.NE)
  public static boolean ne(long a, double b) {
    return !eq(a, b);
  }

  /** Inequality, exactly. */
  @Kernel(Opcode.NE)
  public static boolean ne(double a, long b) {
    return !eq(a, b);
  }

  /** Inequality. */
  @Kernel(Opcode.NE)
  public static boolean ne(boolean a, boolean b) {
    return a != b;
  }

  // ------------------------------------------------------------------ boolean

  /** Both. */
  @Kernel(Opcode.AND)
  public static boolean and(boolean a, boolean b) {
    return a & b;
  }

  /** At least one. */
  @Kernel(Opcode.OR)
  public static boolean or(boolean a, boolean b) {
    return a | b;
  }

  /** The other one. */
  @Kernel(Opcode.NOT)
  public static boolean not(boolean a) {
    return !a;
  }

  /** Exactly one. */
  @Kernel(Opcode.XOR)
  public static boolean xor(boolean a, boolean b) {
    return a ^ b;
  }
}
