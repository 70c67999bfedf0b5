package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Templates: atoms in which some variables stand for locals of a function, by their slots.
 *
 * @since 1.0
 */
public final class Templates {

  private Templates() {}

  /** The locals that a template mentions, each once, in an order that is the same for everybody. */
  public static List<Integer> locals(Atom template) {
    List<Integer> found = new ArrayList<>();
    ArrayDeque<Atom> parts = new ArrayDeque<>(List.of(template));
    while (!parts.isEmpty()) {
      Atom part = parts.pop();
      if (part instanceof Variable v && v.slot() >= 0 && !found.contains(v.slot())) {
        found.add(v.slot());
      } else if (part instanceof Expression e && !e.isGround()) {
        e.forEach(parts::push);
      }
    }
    return found;
  }
}
