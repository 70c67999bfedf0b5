package dev.mettle.ir.atom;

/**
 * A string value; prints quoted.
 *
 * @since 1.0
 */
public final class StringAtom extends Grounded {

  private final String value;

  private StringAtom(String value) {
    this.value = value;
  }

  /** The atom of {@code value}. */
  public static StringAtom of(String value) {
    return new StringAtom(value);
  }

  /** The characters, without quotes and escapes. */
  public String value() {
    return value;
  }

  @Override
  public Atom type() {
    return Symbols.STRING;
  }

  @Override
  public int hashCode() {
    Interruption.checkBefore(value.length());
    return value.hashCode() ^ 0x5bd1e995;
  }
}
