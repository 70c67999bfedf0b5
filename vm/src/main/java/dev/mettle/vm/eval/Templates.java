package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.StepResult;
import dev.mettle.vm.space.VariableRewriter;
import java.util.List;

/** What the library's functions do with a template for the children of a list. */
final class Templates {

  private Templates() {}

  /** The template as of now, with fresh variables but for {@code parameters}. */
  static Atom sealed(Atom template, List<Variable> parameters) {
    Atom now = Terms.resolve(template);
    return now.isGround()
        ? now
        : new VariableRewriter(v -> parameters.contains(v) ? v : Variable.fresh(v.name()))
            .rewrite(now);
  }

  /**
   * Whether putting {@code atom} in the place of a variable runs it: the step with which the
   * library does that goes on with a {@code function} by itself.
   */
  static boolean runsWhenPutIn(Atom atom) {
    return StepResult.isFunction(Terms.dereference(atom));
  }

  static boolean anyRunsWhenPutIn(Expression list) {
    for (Atom child : list) {
      if (runsWhenPutIn(child)) {
        return true;
      }
    }
    return false;
  }
}
