package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.StepResult;

/** {@code car-atom} and {@code cdr-atom}, computed directly. */
final class PartIntrinsics {

  /** How deep the operands lie of what the rules come to in one step. */
  private static final int OPERANDS_DEPTH = CallEvaluator.RESULT_DEPTH + 16;

  private PartIntrinsics() {}

  static void car(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    if (Terms.dereference(args[1]) instanceof Expression e && e.size() > 0) {
      part(w, m, e.get(0), args, call, k);
    } else {
      noElement(m, args, k);
    }
  }

  static void cdr(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    if (Terms.dereference(args[1]) instanceof Expression e && e.size() > 0) {
      part(w, m, e.withoutFirst(), args, call, k);
    } else {
      noElement(m, args, k);
    }
  }

  /** Goes on with a part. One that says that nothing can be reduced is left to the rules. */
  private static void part(Steps w, Machine m, Atom part, Atom[] args, Call call, Frame k) {
    if (m.isTooDeep(m.depth() + OPERANDS_DEPTH)) {
      m.setDepth(m.depth() + OPERANDS_DEPTH);
      m.evaluate(args[1], Symbols.EXPRESSION, k);
    } else if (StepResult.of(Terms.dereference(part)) == StepResult.IRREDUCIBLE) {
      w.applyRules(m, args, call, k);
    } else {
      m.setDepth(m.depth() + CallEvaluator.RESULT_DEPTH);
      RuleBody.onward(w, m, part, args, call, k);
    }
  }

  private static void noElement(Machine m, Atom[] args, Frame k) {
    Atom call = Terms.resolve(Expression.owning(args));
    String name = args[0].toString();
    m.returnValue(
        ErrorOrigin.made(
            Errors.of(call, StringAtom.of(name + " expects a non-empty expression as an argument")),
            m),
        k);
  }
}
