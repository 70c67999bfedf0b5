package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbols;

/** A marker that travels where results do. It is compared by identity and no program sees it. */
final class SpecialResult extends GroundedValue {

  private final String name;

  SpecialResult(String name) {
    this.name = name;
  }

  @Override
  public Atom type() {
    return Symbols.UNDEFINED;
  }

  @Override
  public String display() {
    return name;
  }
}
