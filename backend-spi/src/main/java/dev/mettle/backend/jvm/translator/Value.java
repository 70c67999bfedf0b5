package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;
import org.jspecify.annotations.Nullable;

/** What a local or an operand of the IR is at one place of the code. */
sealed interface Value {

  /** The lane that it is in. */
  Lane lane();

  /**
   * A constant. It lies nowhere and is pushed where it is wanted. Two are equal only if nothing can
   * tell them apart; that is less than the equality of atoms, for which 1 and 1.0 are the same.
   *
   * @param atom the constant
   */
  record Known(Atom atom) implements Value {
    @Override
    public Lane lane() {
      return Lane.of(atom);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Known that
          && (atom == that.atom
              || atom instanceof LongAtom x
                  && that.atom instanceof LongAtom y
                  && x.value() == y.value());
    }

    @Override
    public int hashCode() {
      return atom.hashCode();
    }
  }

  /**
   * A value in a variable of the JVM.
   *
   * @param lane its lane
   * @param slot the variable
   */
  record Stored(Lane lane, int slot) implements Value {

    // Written out: what a record has by itself is slow the first hundred times, and there are few.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Stored that && slot == that.slot && lane == that.lane;
    }

    @Override
    public int hashCode() {
      return slot;
    }
  }
}
