package dev.mettle.vm.code.frame;

import dev.mettle.vm.machine.Barrier;
import dev.mettle.vm.machine.ChoicePoint;
import org.jspecify.annotations.Nullable;

/** A barrier that is an object of its own, and knows whether an alternative has succeeded. */
abstract class EntryBarrier implements Barrier {

  private final @Nullable ChoicePoint entry;
  private boolean succeeded;

  EntryBarrier(@Nullable ChoicePoint entry) {
    this.entry = entry;
  }

  @Override
  public final @Nullable ChoicePoint entry() {
    return entry;
  }

  @Override
  public final boolean hasSucceeded() {
    return succeeded;
  }

  @Override
  public final void succeed() {
    succeeded = true;
  }
}
