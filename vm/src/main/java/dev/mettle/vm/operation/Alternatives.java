package dev.mettle.vm.operation;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.GroundedValue;
import java.util.List;

/** Several results of one operation, in order. Never visible to a program. */
public final class Alternatives extends GroundedValue {

  private final List<Atom> results;

  /** These results; none at all is the same as {@code Empty}. */
  public Alternatives(List<Atom> results) {
    this.results = List.copyOf(results);
  }

  /** The results in order. */
  public List<Atom> results() {
    return results;
  }

  @Override
  public Atom type() {
    return dev.mettle.ir.atom.Symbols.UNDEFINED;
  }

  @Override
  public String display() {
    return results.toString();
  }
}
