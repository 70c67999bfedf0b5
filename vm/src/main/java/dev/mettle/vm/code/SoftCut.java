package dev.mettle.vm.code;

import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;

/** Notices that a piece of code ended without any result. */
final class SoftCut extends ChoicePoint {

  private final VirtualMachine vm;
  private final int at;
  private final Code code;
  private final int target;
  private boolean seen;

  SoftCut(VirtualMachine vm, int at, Code code, int target) {
    this.vm = vm;
    this.at = at;
    this.code = code;
    this.target = target;
  }

  /** There is a result; if it is the only one, nothing needs to be remembered. */
  void hasResult(Machine m) {
    seen = true;
    m.cut(this);
  }

  @Override
  protected void retry(Machine m) {
    m.popChoice();
    if (seen) {
      m.fail();
    } else {
      vm.run(code, vm.own(at, code), target);
    }
  }
}
