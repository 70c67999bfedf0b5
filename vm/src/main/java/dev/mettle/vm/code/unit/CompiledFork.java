package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;

/** Places in compiled code that are still to be tried, from the frame as it was at the fork. */
final class CompiledFork extends ChoicePoint {

  private final CompiledCalls calls;
  private final HeapFrame frame;
  private final int count;
  private int next = 1;

  CompiledFork(CompiledCalls calls, HeapFrame frame, int count) {
    this.calls = calls;
    this.frame = frame;
    this.count = count;
  }

  @Override
  protected void retry(Machine machine) {
    int target = next++;
    if (next == count) {
      machine.popChoice();
    }
    calls.goOnAt(frame, target);
  }
}
