package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import java.util.List;
import java.util.Objects;

/**
 * Bindings that an attempt made, to make them again after others were tried: the values are those
 * of the first time, so nothing is unified and no variable comes into being anew.
 */
public final class MadeBindings {

  /**
   * A variable that got a value.
   *
   * @param variable which one
   * @param value what it was bound to
   */
  private record Binding(Variable variable, Atom value) {}

  private final List<Binding> bindings;

  private MadeBindings(List<Binding> bindings) {
    this.bindings = bindings;
  }

  /**
   * The bindings of the attempt that goes on, in their order.
   *
   * @param m the machine
   * @param mark what {@link Machine#attempt} gave for it
   * @return all bindings since then
   */
  public static MadeBindings since(Machine m, int mark) {
    Binding[] made = new Binding[m.trailTop() - mark];
    for (int i = 0; i < made.length; i++) {
      Variable v = m.trailed(mark + i);
      made[i] = new Binding(v, Objects.requireNonNull(v.binding()));
    }
    return new MadeBindings(List.of(made));
  }

  /**
   * Makes them again, where none of the variables has got another value.
   *
   * @param m the machine
   */
  public void makeAgain(Machine m) {
    for (Binding binding : bindings) {
      m.bind(binding.variable(), binding.value());
    }
  }
}
