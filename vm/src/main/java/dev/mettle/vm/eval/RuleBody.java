package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.StepResult;

/** How the direct computation of a function goes on with what its rule would come to. */
final class RuleBody {

  private RuleBody() {}

  /** Goes on with what is the body of the function's rule. */
  static void first(Steps w, Machine m, Atom body, Atom[] args, Call call, Frame k) {
    Atom b = Terms.dereference(body);
    if (StepResult.of(b) == StepResult.FUNCTION) {
      w.runFunction(m, (Expression) b, Expression.owning(args), call, k);
    } else {
      onward(w, m, b, args, call, k);
    }
  }

  /** Goes on with what the rule of the function comes to, after a step or more. */
  static void onward(Steps w, Machine m, Atom body, Atom[] args, Call call, Frame k) {
    m.setDepth(m.depth() + CallEvaluator.RESULT_DEPTH);
    Atom r = Terms.dereference(body);
    switch (StepResult.of(r)) {
      case IRREDUCIBLE -> w.irreducible(m, Expression.owning(args), call, k);
      case NONE -> m.fail();
      case ERROR -> m.returnValue(Terms.resolve(r), k);
      case FUNCTION, ATOM -> m.evaluate(r, call.result(), k);
    }
  }
}
