package dev.mettle.conformance.kit;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbols;
import java.util.Optional;

/**
 * A grounded value that is only a name, for code that is read where there is no program.
 *
 * @since 1.0
 */
public final class NamedValue extends GroundedValue {

  private final String word;

  private NamedValue(String word) {
    this.word = word;
  }

  /** A value that is displayed like this. */
  public static Optional<GroundedValue> of(String word) {
    return Optional.of(new NamedValue(word));
  }

  @Override
  public Atom type() {
    return Symbols.UNDEFINED;
  }

  @Override
  public String display() {
    return word;
  }
}
