package dev.mettle.vm.tree;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.machine.Machine;

/** The errors that stand in the body of a rule, which know their rule when it is applied. */
final class WrittenErrors {

  /** Errors that stand deeper in a rule do not know it. */
  private static final int DEPTH = 64;

  private WrittenErrors() {}

  /**
   * An instance of a body in which each error that the body itself has knows the rule that runs
   * now. What came in place of a variable stays as it is.
   */
  static Atom placed(Atom template, Atom instance, Machine m) {
    return placed(template, instance, m, 0);
  }

  private static Atom placed(Atom template, Atom instance, Machine m, int depth) {
    if (Symbols.isError(template)) {
      return ErrorOrigin.written(instance, m);
    }
    if (!(template instanceof Expression t
        && instance instanceof Expression e
        && t.size() == e.size()
        && depth < DEPTH)) {
      return instance;
    }
    Atom[] changed = null;
    for (int i = 0; i < t.size(); i++) {
      Atom child = e.get(i);
      Atom placed = placed(t.get(i), child, m, depth + 1);
      if (placed != child) {
        if (changed == null) {
          changed = e.toArray();
        }
        changed[i] = placed;
      }
    }
    return changed == null ? instance : Expression.owning(changed);
  }
}
