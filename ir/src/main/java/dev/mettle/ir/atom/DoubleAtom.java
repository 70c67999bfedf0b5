package dev.mettle.ir.atom;

import java.math.BigInteger;

/**
 * A float of 64 bits, with infinities, NaN and a negative zero.
 *
 * @since 1.0
 */
public final class DoubleAtom extends NumberAtom {

  private final double value;

  private DoubleAtom(double value) {
    this.value = value;
  }

  /** The atom of {@code value}. */
  public static DoubleAtom of(double value) {
    return new DoubleAtom(value);
  }

  /** The value. */
  public double value() {
    return value;
  }

  @Override
  public boolean isReflexive() {
    return !Double.isNaN(value);
  }

  @Override
  public boolean isInteger() {
    return false;
  }

  @Override
  public double doubleValue() {
    return value;
  }

  @Override
  public BigInteger bigIntegerValue() {
    throw new ArithmeticException("a float is no integer: " + value);
  }
}
