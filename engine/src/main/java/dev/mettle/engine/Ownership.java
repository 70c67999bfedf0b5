package dev.mettle.engine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.ChangeClock;
import java.util.ArrayDeque;

/**
 * Keeps spaces inside of their engine, where they come from Java: one that two engines used would
 * be used by two threads at a time, and its views would know nothing of the other engine's changes.
 */
final class Ownership {

  private Ownership() {}

  /**
   * Looks whether the engine that counts its changes by {@code clock} may use an atom.
   *
   * @throws IllegalArgumentException if a space of another engine occurs in it
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
      } else if (next instanceof AtomSpace space && !space.belongsTo(clock)) {
        throw new IllegalArgumentException(
            space.display()
                + " is a space of another engine: an engine can use its own spaces only, so make"
                + " one with newSpace() and add the atoms");
      }
    }
  }
}
