package dev.mettle.vm.tree;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.eval.RuleBodies;
import dev.mettle.vm.eval.Steps;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.minimal.StepResult;
import dev.mettle.vm.query.RuleTarget;
import dev.mettle.vm.space.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the bodies of the rules that match a call further; without any, the call stays.
 *
 * @param isOfLibrary whether the rules are those of a library function, which works for its caller
 */
record CallTarget(Steps steps, Expression expression, Call call, Frame frame, boolean isOfLibrary)
    implements RuleTarget {

  @Override
  public void take(Machine m, Rule rule, @Nullable Atom[] slots) {
    if (!isOfLibrary) {
      m.setRunning(rule, 0);
    }
    Atom body = RuleBodies.of(rule, slots, m);
    if (StepResult.isFunction(body)) {
      steps.runFunction(m, (Expression) body, expression, call, frame);
    } else {
      steps.reduced(m, body, expression, call, frame);
    }
  }

  @Override
  public void none(Machine m) {
    steps.irreducible(m, expression, call, frame);
  }
}
