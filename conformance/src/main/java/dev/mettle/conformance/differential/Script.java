package dev.mettle.conformance.differential;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A whole program in parts that can be changed or left out one by one.
 *
 * @param name what reports call it
 * @param forms the top-level atoms
 * @since 1.0
 */
public record Script(String name, List<Form> forms) {

  /**
   * An atom on the top level.
   *
   * @param evaluated whether {@code !} stands before it
   * @param atom the atom
   */
  public record Form(boolean evaluated, Atom atom) {
    @Override
    public String toString() {
      return !evaluated ? atom.toString() : (atom instanceof Expression ? "!" : "! ") + atom;
    }
  }

  /** Copies the list. */
  public Script {
    forms = List.copyOf(forms);
  }

  /** The program with other forms. */
  Script with(List<Form> others) {
    return new Script(name, others);
  }

  /** The program as text, a form on each line. */
  public String text() {
    return forms.stream().map(form -> form + "\n").collect(Collectors.joining());
  }
}
