package dev.mettle.vm.space;

import dev.mettle.backend.spi.Clock;
import dev.mettle.ir.atom.Expression;

/**
 * Counts the changes of rules and types in all spaces of an engine, and remembers for each bit of
 * an atom's signature when something that concerns it changed last. Results of evaluation and type
 * checks that were found at a stamp hold as long as {@link #unchangedSince} says so: a program that
 * stores facts, or rules of other functions, does not lose what it knows about its data.
 *
 * <p>Used by one thread at a time.
 */
public final class ChangeClock extends Clock {

  /** The signature that overlaps with every other one. */
  public static final long ALL = -1L;

  private final long[] lastChange = new long[Long.SIZE];
  private long lastOfAll;

  /**
   * Notes a change that concerns the atoms in whose signature one of {@code signatureBits} is set;
   * without any bit it concerns all atoms, those without symbols included.
   */
  public void touch(long signatureBits) {
    advance();
    if (signatureBits == 0 || signatureBits == ALL) {
      lastOfAll = now;
      return;
    }
    for (long bits = signatureBits; bits != 0; bits &= bits - 1) {
      lastChange[Long.numberOfTrailingZeros(bits)] = now;
    }
  }

  /**
   * Whether nothing that concerns an expression changed after {@code stamp}. Its signature, which
   * may take a walk, is asked for only if anything changed at all.
   */
  public boolean unchangedSince(long stamp, Expression e) {
    return now <= stamp || unchangedSince(stamp, e.signature());
  }

  /** Whether nothing that concerns atoms of this signature changed after {@code stamp}. */
  public boolean unchangedSince(long stamp, long signature) {
    if (now <= stamp) {
      return true;
    }
    if (lastOfAll > stamp) {
      return false;
    }
    for (long bits = signature; bits != 0; bits &= bits - 1) {
      if (lastChange[Long.numberOfTrailingZeros(bits)] > stamp) {
        return false;
      }
    }
    return true;
  }
}
