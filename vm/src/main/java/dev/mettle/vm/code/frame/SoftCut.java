package dev.mettle.vm.code.frame;

import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;

/** Notices that a piece of code ended without any result. */
public final class SoftCut extends ChoicePoint {

  private final Runnable otherwise;
  private boolean seen;

  /**
   * @param otherwise what goes on if there is no result
   */
  public SoftCut(Runnable otherwise) {
    this.otherwise = otherwise;
  }

  /** There is a result; if it is the only one, nothing needs to be remembered. */
  public void hasResult(Machine m) {
    seen = true;
    m.cut(this);
  }

  @Override
  protected void retry(Machine m) {
    m.popChoice();
    if (seen) {
      m.fail();
    } else {
      otherwise.run();
    }
  }
}
