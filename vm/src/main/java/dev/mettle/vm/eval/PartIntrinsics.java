package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;

/** {@code car-atom} and {@code cdr-atom}, computed directly. */
final class PartIntrinsics {

  private PartIntrinsics() {}

  static void car(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    if (Terms.dereference(args[1]) instanceof Expression e && e.size() > 0) {
      RuleBody.onward(w, m, e.get(0), args, call, k);
    } else {
      noElement(m, args, k);
    }
  }

  static void cdr(Steps w, Machine m, Atom[] args, Call call, Frame k) {
    if (Terms.dereference(args[1]) instanceof Expression e && e.size() > 0) {
      RuleBody.onward(w, m, e.withoutFirst(), args, call, k);
    } else {
      noElement(m, args, k);
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
