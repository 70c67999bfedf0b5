package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/**
 * A library function computed directly instead of by its rules. It must do exactly what the rules
 * do; it is used only as long as nobody has added to them.
 */
@FunctionalInterface
public interface Intrinsic {

  /**
   * Makes the call.
   *
   * @param args the call's children, evaluated as the function's type demands; unevaluated ones may
   *     hold bound variables. The array belongs to the intrinsic.
   * @param call the type against which results are evaluated
   */
  void apply(Steps walker, Machine m, Atom[] args, Call call, Frame k);
}
