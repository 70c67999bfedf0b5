package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;

/** {@code if}, computed directly. */
final class IfIntrinsic {

  private IfIntrinsic() {}

  static void apply(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    switch (Terms.dereference(args[1])) {
      case BoolAtom b -> RuleBody.first(w, m, b.value() ? args[2] : args[3], args, call, k);
      case Variable v -> {
        m.pushChoice(
            new ChoicePoint() {
              @Override
              protected void retry(Machine machine) {
                machine.popChoice();
                machine.bind(v, BoolAtom.FALSE);
                RuleBody.first(w, machine, args[3], args, call, k);
              }
            });
        m.bind(v, BoolAtom.TRUE);
        RuleBody.first(w, m, args[2], args, call, k);
      }
      case Atom other -> w.irreducible(m, Expression.owning(args), call, k);
    }
  }
}
