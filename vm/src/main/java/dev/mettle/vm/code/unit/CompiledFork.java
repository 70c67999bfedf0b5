package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;

/** Places in compiled code that are still to be tried, from the frame as it was at the fork. */
final class CompiledFork extends ChoicePoint {

  private final Resumption resumption;
  private final HeapFrame frame;
  private final int count;
  private int next = 1;

  CompiledFork(Resumption resumption, HeapFrame frame, int count) {
    this.resumption = resumption;
    this.frame = frame;
    this.count = count;
  }

  @Override
  protected void retry(Machine machine) {
    int target = next++;
    if (next == count) {
      machine.popChoice();
    }
    resumption.goOnAt(frame, target);
  }
}
