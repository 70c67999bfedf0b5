package dev.mettle.ir.atom;

/**
 * {@code True} or {@code False}.
 *
 * @since 1.0
 */
public final class BoolAtom extends Grounded {

  /** The value {@code True}. */
  public static final BoolAtom TRUE = new BoolAtom(true);

  /** The value {@code False}. */
  public static final BoolAtom FALSE = new BoolAtom(false);

  private final boolean value;

  private BoolAtom(boolean value) {
    this.value = value;
  }

  /** The atom of {@code value}. */
  public static BoolAtom of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** The value. */
  public boolean value() {
    return value;
  }

  @Override
  public Atom type() {
    return Symbols.BOOL;
  }

  @Override
  public int hashCode() {
    return value ? 1231 : 1237;
  }
}
