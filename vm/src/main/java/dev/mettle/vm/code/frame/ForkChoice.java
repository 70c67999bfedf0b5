package dev.mettle.vm.code.frame;

import dev.mettle.vm.code.Code;
import dev.mettle.vm.machine.CallVisitor;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;

/** Places in the code that are still to be tried, from the frame as it was at the fork. */
public final class ForkChoice extends ChoicePoint {

  private final FrameStack frames;
  private final int at;
  private final Code code;
  private final int targets;
  private final int count;
  private int next = 1;

  /**
   * @param targets where the addresses lie in the code; the first one is being tried
   */
  public ForkChoice(FrameStack frames, int at, Code code, int targets, int count) {
    this.frames = frames;
    this.at = at;
    this.code = code;
    this.targets = targets;
    this.count = count;
  }

  @Override
  protected void retry(Machine m) {
    int target = code.code[targets + next++];
    if (next == count) {
      m.popChoice();
    }
    frames.run(code, frames.own(at, code), target);
  }

  @Override
  protected void tellNext(CallVisitor visitor) {
    visitor.waits(code, code.code[targets + next]);
  }
}
