package dev.mettle.vm.code.meaning;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.site.PatternSite;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.machine.Unifier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Unification that leaves nothing behind where it fails. */
public final class Attempts {

  private final Machine machine;
  private final Unifier unifier;

  Attempts(Machine machine, Unifier unifier) {
    this.machine = machine;
    this.unifier = unifier;
  }

  /** Makes two atoms the same; false if that cannot be. */
  public boolean unify(Atom left, Atom right) {
    return settle(machine.attempt(), unifier.unify(left, right));
  }

  /**
   * Takes a value apart by a pattern whose variables are slots; false if it does not fit.
   *
   * @param variable what a slot that the pattern sets becomes where nothing was found for it
   */
  public boolean match(
      PatternSite site, Atom value, @Nullable Atom[] slots, IntFunction<Variable> variable) {
    if (!settle(machine.attempt(), unifier.match(site.pattern, value, slots))) {
      return false;
    }
    for (int local : site.sets) {
      Atom found = slots[local];
      slots[local] = found == null ? variable.apply(local) : Terms.dereference(found);
    }
    return true;
  }

  private boolean settle(int mark, boolean succeeded) {
    if (succeeded) {
      machine.commit(mark);
    } else {
      machine.abort(mark);
    }
    return succeeded;
  }
}
