package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.query.QueryOutcome;
import dev.mettle.vm.query.SpaceQuery;
import dev.mettle.vm.space.AtomSpace;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The instruction {@code unify} and what is made of it: two atoms, or a query of a space. */
public final class Unification {

  private Unification() {}

  /** Hands over {@code then} for each solution, or {@code otherwise}, as data. */
  public static void unify(
      Unifier unifier, Machine m, Atom atom, Atom pattern, Atom then, Atom otherwise, Frame k) {
    solve(
        unifier,
        m,
        atom,
        pattern,
        machine -> machine.returnValue(Terms.resolve(then), k),
        machine -> machine.returnValue(Terms.resolve(otherwise), k));
  }

  /** Goes on with {@code solved} for each solution, or with {@code none}. */
  public static void solve(
      Unifier unifier,
      Machine m,
      Atom atom,
      Atom pattern,
      Consumer<Machine> solved,
      Consumer<Machine> none) {
    Atom a = Terms.dereference(atom);
    Atom p = Terms.dereference(pattern);
    AtomSpace space = queried(a, p);
    if (space != null) {
      SpaceQuery.run(
          unifier,
          m,
          space.view(),
          a == space ? p : a,
          new QueryOutcome() {
            @Override
            public void solved(Machine machine) {
              solved.accept(machine);
            }

            @Override
            public void none(Machine machine) {
              none.accept(machine);
            }
          });
      return;
    }
    int mark = m.attempt();
    if (unifier.unify(a, p)) {
      m.commit(mark);
      solved.accept(m);
    } else {
      m.abort(mark);
      none.accept(m);
    }
  }

  /** The space that is searched when these two are unified, or null. */
  public static @Nullable AtomSpace queried(Atom a, Atom p) {
    if (a instanceof Variable || p instanceof Variable) {
      return null;
    }
    return a instanceof AtomSpace s ? s : p instanceof AtomSpace t ? t : null;
  }
}
