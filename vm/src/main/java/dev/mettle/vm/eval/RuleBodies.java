package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.query.RuleApplication;
import dev.mettle.vm.space.Rule;
import org.jspecify.annotations.Nullable;

/** The bodies of rules as atoms, in which the errors that stand there know their rule. */
public final class RuleBodies {

  /** Errors that stand deeper in a rule do not know it. */
  private static final int DEPTH = 64;

  private RuleBodies() {}

  /**
   * The body of a rule that matches, in which each error that the body itself has knows the rule
   * that runs now. What came in place of a variable stays as it is.
   */
  public static Atom of(Rule rule, @Nullable Atom[] slots, Machine m) {
    Atom body = RuleApplication.body(rule, slots);
    return rule.writesErrors() ? placed(rule.body(), body, m, 0) : body;
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
