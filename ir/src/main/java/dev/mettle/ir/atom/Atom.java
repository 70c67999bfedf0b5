package dev.mettle.ir.atom;

/**
 * A MeTTa term: a symbol, a variable, an expression or a grounded value.
 *
 * <p>Atoms are immutable but for two things that belong to an engine and never change what an atom
 * means: the binding of a {@link Variable} while a machine runs, and the caches of an {@link
 * Expression}. {@link #equals} is the equality of the language: structural, variables by name and
 * number, and numbers by exact numeric value, so that {@code 1} equals {@code 1.0} and NaN equals
 * nothing. It looks at atoms as they are written; bindings are not followed.
 *
 * @since 1.0
 */
public abstract sealed class Atom permits Symbol, Variable, Expression, Grounded {

  Atom() {}

  /** Whether no variable occurs in this atom. */
  public abstract boolean isGround();

  /**
   * The set of symbols inside this atom as a 64-bit filter: the bit of each symbol that occurs is
   * set, and perhaps others. Two atoms whose signatures do not overlap share no symbol.
   */
  public abstract long signature();

  /** Whether this atom is equal to itself; false only where a NaN occurs in it. */
  public boolean isReflexive() {
    return true;
  }

  /**
   * Whether what this atom is equal to never changes; false only where a value that can change,
   * such as a state, occurs in it. An index must not rely on the equality of other atoms.
   */
  public boolean isStable() {
    return true;
  }

  /**
   * Whether this atom may be used in any engine; false where a value that one engine changes, such
   * as a space, occurs in it.
   */
  public boolean isShareable() {
    return true;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Atom atom && AtomEquality.equal(this, atom);
  }

  /** Consistent with {@link #equals}: numbers hash by their double value. */
  @Override
  public abstract int hashCode();

  /** The text of this atom as a program would print it, strings quoted. */
  @Override
  public final String toString() {
    return AtomPrinter.print(this);
  }
}
