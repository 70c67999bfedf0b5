package dev.mettle.ir.atom;

import java.math.BigInteger;

/**
 * An integer of at most 64 bits. Small ones are shared.
 *
 * @since 1.0
 */
public final class LongAtom extends NumberAtom {

  private static final int CACHE_LOW = -512;
  private static final int CACHE_HIGH = 1023;
  private static final LongAtom[] CACHE = new LongAtom[CACHE_HIGH - CACHE_LOW + 1];

  static {
    for (int i = 0; i < CACHE.length; i++) {
      CACHE[i] = new LongAtom(i + CACHE_LOW);
    }
  }

  private final long value;

  private LongAtom(long value) {
    this.value = value;
  }

  /** The atom of {@code value}. */
  public static LongAtom of(long value) {
    return value >= CACHE_LOW && value <= CACHE_HIGH
        ? CACHE[(int) value - CACHE_LOW]
        : new LongAtom(value);
  }

  /** The value. */
  public long value() {
    return value;
  }

  @Override
  public boolean isInteger() {
    return true;
  }

  @Override
  public double doubleValue() {
    return (double) value;
  }

  @Override
  public BigInteger bigIntegerValue() {
    return BigInteger.valueOf(value);
  }
}
