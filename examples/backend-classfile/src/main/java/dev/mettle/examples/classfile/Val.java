package dev.mettle.examples.classfile;

import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a local or an operand at one place of the code.
 *
 * @param lane the lane that its value is in
 * @param constant the value, if it is always this one; it then lies in no variable of the JVM
 */
record Val(Lane lane, @Nullable Atom constant) {

  /** Any value of a lane. */
  static Val in(Lane lane) {
    return new Val(lane, null);
  }

  /** A constant, in the lane that its kind has. */
  static Val of(Atom constant) {
    return new Val(Lane.of(constant), constant);
  }

  /** A type. It is a reference whatever it is: a number can be a type as well. */
  static Val type(Atom type) {
    return new Val(Lane.REFERENCE, type);
  }

  /** Whether it is this very atom. */
  boolean is(Atom atom) {
    return constant == atom;
  }

  /** What holds if either of two is the case. */
  Val join(Val other) {
    if (equals(other)) {
      return this;
    }
    return in(lane == other.lane ? lane : Lane.REFERENCE);
  }

  /** Constants are the same if nothing can tell them apart; 1 and 1.0 are equal as atoms. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Val that
        && lane == that.lane
        && (constant == that.constant
            || constant instanceof LongAtom a
                && that.constant instanceof LongAtom b
                && a.value() == b.value());
  }

  @Override
  public int hashCode() {
    return lane.hashCode();
  }
}
