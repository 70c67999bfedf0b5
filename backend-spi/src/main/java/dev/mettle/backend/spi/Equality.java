package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.kernel.Kernels;

/**
 * Equality of atoms as compiled code asks for it.
 *
 * @since 1.0
 */
public final class Equality {

  /** The atoms differ. */
  public static final int DIFFERENT = 0;

  /** The atoms are equal. */
  public static final int EQUAL = 1;

  /** Only the interpreter can say what comparing them gives. */
  public static final int OPEN = 2;

  private Equality() {}

  /** What {@code eq} makes of two atoms: errors, {@code Empty} and variables are left open. */
  public static int of(Atom a, Atom b) {
    if (!a.isGround() || !b.isGround() || Kernels.stops(a) || Kernels.stops(b)) {
      return OPEN;
    }
    return AtomEquality.equal(a, b) ? EQUAL : DIFFERENT;
  }
}
