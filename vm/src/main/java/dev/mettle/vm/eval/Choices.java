package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import java.util.List;

/** Alternatives of a step whose results are known already and still to be evaluated. */
final class Choices {

  private Choices() {}

  /** Results of a step that are still to be evaluated, one after the other. */
  private static final class Results extends ChoicePoint {
    private final Steps walker;
    private final List<Atom> results;
    private final Expression expression;
    private final Call call;
    private final Frame frame;
    private int next = 1;

    Results(Steps walker, List<Atom> results, Expression expression, Call call, Frame frame) {
      this.walker = walker;
      this.results = results;
      this.expression = expression;
      this.call = call;
      this.frame = frame;
    }

    @Override
    protected void retry(Machine m) {
      Atom result = results.get(next++);
      if (next == results.size()) {
        m.popChoice();
      }
      walker.stepped(m, result, expression, call, frame);
    }
  }

  static void evaluateAll(
      Steps walker, Machine m, List<Atom> results, Expression expression, Call call, Frame frame) {
    if (results.isEmpty()) {
      m.fail();
      return;
    }
    if (results.size() > 1) {
      m.pushChoice(new Results(walker, results, expression, call, frame));
    }
    walker.stepped(m, results.get(0), expression, call, frame);
  }
}
