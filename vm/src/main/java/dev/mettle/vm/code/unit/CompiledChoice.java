package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.tier.Continuation;
import org.jspecify.annotations.Nullable;

/** Alternatives that a frame of compiled code goes on with. */
abstract class CompiledChoice extends ChoicePoint {

  private final Resumption resumption;

  CompiledChoice(Resumption resumption) {
    this.resumption = resumption;
  }

  /** Takes the next alternative; returns the frame that goes on, at {@link #target}. */
  abstract HeapFrame advance(Machine machine);

  /** Where the frame goes on that was taken last, if its code is not given up; null if nowhere. */
  abstract @Nullable Continuation way();

  /** At which of the targets of its instruction the frame goes on that was taken last. */
  abstract int target();

  @Override
  protected final void retry(Machine machine) {
    HeapFrame frame = advance(machine);
    resumption.goOnAt(frame, target());
  }
}
