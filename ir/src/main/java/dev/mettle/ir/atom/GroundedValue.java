package dev.mettle.ir.atom;

/**
 * A grounded value that an engine or an embedding program defines: an operation, a space, a state,
 * a Java object. Equality is identity unless {@link #sameValue} says otherwise.
 *
 * @since 1.0
 */
public abstract non-sealed class GroundedValue extends Grounded {

  /** For subclasses. */
  protected GroundedValue() {}

  /** How the value prints. */
  public abstract String display();

  /**
   * Appends how the value prints until {@code out} has some {@code most} characters. To be
   * overridden where that may be much more.
   *
   * @param out what to append to
   * @param most how many characters are wanted
   */
  public void displayBeginning(StringBuilder out, int most) {
    out.append(display());
  }

  /** Whether this value equals {@code other}; must agree with {@link #hashCode}. */
  public boolean sameValue(GroundedValue other) {
    return this == other;
  }

  /** To be overridden along with {@link #sameValue} if that depends on something that changes. */
  @Override
  public boolean isStable() {
    return true;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
