package dev.mettle.ir.atom;

/**
 * A value of the host: numbers, strings, Bool values, operations, spaces, states, Java objects.
 *
 * @since 1.0
 */
public abstract sealed class Grounded extends Atom
    permits NumberAtom, BoolAtom, StringAtom, GroundedValue {

  Grounded() {}

  /**
   * The type of this value. It may hold variables, which every use renames afresh; {@link
   * Symbols#UNDEFINED} stands for "none".
   */
  public abstract Atom type();

  @Override
  public boolean isGround() {
    return true;
  }

  @Override
  public long signature() {
    return 0;
  }
}
