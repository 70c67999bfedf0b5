package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.StepResult;
import dev.mettle.vm.minimal.Unification;

/** {@code let}, computed directly. */
final class LetIntrinsic {

  /** How deep the operands of {@code unify} lie that the rule of {@code let} leads to. */
  private static final int UNIFY_OPERANDS_DEPTH = CallEvaluator.RESULT_DEPTH + 18;

  private static final Symbol UNIFY = Symbol.of("unify");

  private LetIntrinsic() {}

  static void apply(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    if (m.isTooDeep(m.depth() + UNIFY_OPERANDS_DEPTH)) {
      m.setDepth(m.depth() + UNIFY_OPERANDS_DEPTH);
      m.evaluate(Symbols.EMPTY, Symbols.ATOM, k);
      return;
    }
    m.setDepth(m.depth() + CallEvaluator.RESULT_DEPTH);
    Unification.solve(
        w.evaluation().unifier(),
        m,
        args[2],
        args[1],
        machine -> {
          if (StepResult.of(Terms.dereference(args[3])) == StepResult.IRREDUCIBLE) {
            // The rule's body is what cannot be reduced.
            w.irreducible(
                machine, Expression.of(UNIFY, args[2], args[1], args[3], Symbols.EMPTY), call, k);
          } else {
            RuleBody.onward(w, machine, args[3], args, call, k);
          }
        },
        Machine::fail);
  }
}
