package dev.mettle.engine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.minimal.BindingsAtom;
import dev.mettle.vm.operation.StateValue;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.ChangeClock;
import java.util.ArrayDeque;

/**
 * Keeps spaces and states inside of their engine, where they come from Java: a space that two
 * engines used would be used by two threads at a time, and its views would know nothing of the
 * other engine's changes. A state may come to hold one at any time.
 */
final class Ownership {

  private Ownership() {}

  /**
   * Looks whether the engine that counts its changes by {@code clock} may use an atom.
   *
   * @throws IllegalArgumentException if a space or a state of another engine occurs in it
   */
  static void check(Atom atom, ChangeClock clock) {
    if (atom.isShareable()) {
      return;
    }
    ArrayDeque<Atom> pending = new ArrayDeque<>();
    pending.push(atom);
    for (Atom next = pending.poll(); next != null; next = pending.poll()) {
      if (next instanceof Expression e) {
        for (Atom child : e) {
          if (!child.isShareable()) {
            pending.push(child);
          }
        }
      } else if (next instanceof BindingsAtom bindings) {
        bindings.values().forEach(pending::push);
      } else if (next instanceof AtomSpace space && !space.belongsTo(clock)) {
        throw new IllegalArgumentException(
            space.display()
                + " is a space of another engine: an engine can use its own spaces only, so make"
                + " one with newSpace() and add the atoms");
      } else if (next instanceof StateValue state && !state.belongsTo(clock)) {
        throw new IllegalArgumentException(
            "a state of another engine occurs here: an engine can use its own states only, since"
                + " each may come to hold a space, so make one with new-state");
      }
    }
  }
}
