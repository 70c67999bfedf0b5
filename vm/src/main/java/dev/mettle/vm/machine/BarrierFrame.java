package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import org.jspecify.annotations.Nullable;

/** A frame that receives the values of a non-tail evaluation, one for each alternative. */
public abstract class BarrierFrame extends Frame implements Barrier {

  private @Nullable ChoicePoint entry;
  private boolean succeeded;

  /** A barrier above {@code parent}; younger choice points belong to the value's evaluation. */
  protected BarrierFrame(Machine machine, @Nullable Frame parent, int depth) {
    super(parent, depth);
    this.entry = machine.choice();
  }

  /** A barrier for a call that began when that of {@code other} did, as far as choices go. */
  protected BarrierFrame(BarrierFrame other, @Nullable Frame parent, int depth) {
    super(parent, depth);
    this.entry = other.entry;
  }

  /** Starts over for the next value, where no alternative of the last one is left. */
  protected final void restart(Machine machine) {
    entry = machine.choice();
    succeeded = false;
  }

  @Override
  public final void resume(Machine machine, Atom value) {
    if (passes(machine, value)) {
      accept(machine, value, machine.choice() == entry);
    } else {
      machine.fail();
    }
  }

  @Override
  public final void release(Machine machine, Atom error) {
    accept(machine, error, machine.choice() == entry);
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

  /**
   * Goes on with a value.
   *
   * @param last whether no alternative of this value is left, so that this frame may be reused
   */
  protected abstract void accept(Machine machine, Atom value, boolean last);
}
