package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.List;

/** The bindings under which a result of {@code collapse-bind} arose. */
public final class BindingsAtom extends GroundedValue {

  /** One variable and its value. */
  record Binding(Variable variable, Atom value) {}

  private final List<Binding> bindings;
  private final boolean shareable;

  BindingsAtom(List<Binding> bindings) {
    this.bindings = List.copyOf(bindings);
    this.shareable = this.bindings.stream().allMatch(b -> b.value().isShareable());
  }

  List<Binding> bindings() {
    return bindings;
  }

  @Override
  public Atom type() {
    return Symbols.UNDEFINED;
  }

  @Override
  public boolean isShareable() {
    return shareable;
  }

  /** The values of the variables. */
  public List<Atom> values() {
    return bindings.stream().map(Binding::value).toList();
  }

  @Override
  public String display() {
    StringBuilder out = new StringBuilder("{ ");
    String separator = "";
    for (Binding b : bindings) {
      out.append(separator).append(b.variable());
      out.append(b.value() instanceof Variable ? " = " : " <- ").append(b.value());
      separator = ", ";
    }
    return out.append(" }").toString();
  }

  /** Whether {@code collapsed} is what {@code collapse-bind} returns. */
  static boolean arePairs(Expression collapsed) {
    for (int i = 0; i < collapsed.size(); i++) {
      if (!(collapsed.get(i) instanceof Expression pair)
          || pair.size() != 2
          || !(pair.get(1) instanceof BindingsAtom)) {
        return false;
      }
    }
    return true;
  }
}
