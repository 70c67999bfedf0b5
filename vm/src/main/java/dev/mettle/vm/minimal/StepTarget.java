package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.query.RuleApplication;
import dev.mettle.vm.query.RuleTarget;
import dev.mettle.vm.space.Rule;
import org.jspecify.annotations.Nullable;

/** The instruction {@code eval}: a rule's body is data, unless it is a {@code function}. */
record StepTarget(FunctionRuns runs, Atom subject, Frame frame) implements RuleTarget {

  @Override
  public void take(Machine m, Rule rule, @Nullable Atom[] slots) {
    Atom body = RuleApplication.body(rule, slots);
    if (StepResult.isFunction(body)) {
      runs.function(m, (Expression) body, subject, frame);
    } else {
      m.returnValue(Terms.resolve(body), frame);
    }
  }

  @Override
  public void none(Machine m) {
    m.returnValue(Symbols.NOT_REDUCIBLE, frame);
  }
}
