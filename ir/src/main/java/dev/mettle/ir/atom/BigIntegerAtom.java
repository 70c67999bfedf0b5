package dev.mettle.ir.atom;

import java.math.BigInteger;

/**
 * An integer that does not fit 64 bits; made by {@link NumberAtom#of(BigInteger)} alone.
 *
 * @since 1.0
 */
public final class BigIntegerAtom extends NumberAtom {

  private final BigInteger value;

  BigIntegerAtom(BigInteger value) {
    this.value = value;
  }

  /** The value, outside of the range of {@code long}. */
  public BigInteger value() {
    return value;
  }

  @Override
  public boolean isInteger() {
    return true;
  }

  @Override
  public double doubleValue() {
    return value.doubleValue();
  }

  @Override
  public BigInteger bigIntegerValue() {
    return value;
  }
}
