package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;

/** {@code let*}, computed directly. */
final class LetSequenceIntrinsic {

  private static final Symbol LET = Symbol.of("let");

  /** What the decision whether a pair is left adds to the depth of a step. */
  private static final int PAIR_DEPTH = CallEvaluator.RESULT_DEPTH + 26;

  /** The same where no pair is left. */
  private static final int END_DEPTH = 13;

  private LetSequenceIntrinsic() {}

  static void apply(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    Atom list = Terms.dereference(args[1]);
    if (!(list instanceof Expression pairs) || pairs.size() == 0) {
      if (list instanceof Variable) {
        w.applyRules(m, args, call, k);
      } else {
        m.setDepth(m.depth() + END_DEPTH);
        RuleBody.onward(w, m, args[2], args, call, k);
      }
      return;
    }
    if (!(Terms.dereference(pairs.get(0)) instanceof Expression pair) || pair.size() != 2) {
      w.applyRules(m, args, call, k);
      return;
    }
    Atom inner = Expression.of(args[0], pairs.withoutFirst(), args[2]);
    m.setDepth(m.depth() + PAIR_DEPTH);
    m.evaluate(Expression.of(LET, pair.get(0), pair.get(1), inner), call.result(), k);
  }
}
