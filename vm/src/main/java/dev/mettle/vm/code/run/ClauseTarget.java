package dev.mettle.vm.code.run;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.eval.RuleBodies;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.query.RuleTarget;
import dev.mettle.vm.space.Rule;
import org.jspecify.annotations.Nullable;

/** Runs the code of each rule that matches a call; without any, the call stays. */
record ClauseTarget(
    CodeEvaluator evaluator, VirtualMachine vm, Expression expression, Call call, Frame frame)
    implements RuleTarget {

  @Override
  public void take(Machine m, Rule rule, @Nullable Atom[] slots) {
    Atom expected = call.result();
    Code code = evaluator.codeOf(m, rule, expected);
    if (code == null) {
      asAtom(m, rule, slots);
      return;
    }
    vm.enter(code, CodeEvaluator.callOf(rule, expression, slots), expected, frame);
  }

  /** There is no code of the body, which is too large or new: an instance of it is evaluated. */
  private void asAtom(Machine m, Rule rule, @Nullable Atom[] slots) {
    m.setRunning(rule, 0);
    evaluator.stepped(m, RuleBodies.of(rule, slots, m), expression, call, frame);
  }

  @Override
  public void none(Machine m) {
    evaluator.irreducible(m, expression, call, frame);
  }
}
