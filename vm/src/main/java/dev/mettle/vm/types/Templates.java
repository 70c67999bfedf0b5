package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Terms;
import java.util.IdentityHashMap;
import java.util.List;

/** Turns atoms with variables into templates with slots. */
public final class Templates {

  private Templates() {}

  /**
   * {@code atom} with its variables replaced by slots, numbered from 0 in order of appearance; the
   * variables are added to {@code variables} in that order.
   */
  public static Atom withSlots(Atom atom, List<Variable> variables) {
    if (atom.isGround()) {
      return atom;
    }
    IdentityHashMap<Variable, Atom> names = new IdentityHashMap<>();
    return Terms.replaceVariables(
        Terms.resolve(atom),
        v ->
            names.computeIfAbsent(
                v,
                w -> {
                  for (int i = 0; i < variables.size(); i++) {
                    if (variables.get(i).equals(w)) {
                      return Variable.slot(w.name(), i);
                    }
                  }
                  variables.add(w);
                  return Variable.slot(w.name(), variables.size() - 1);
                }));
  }
}
