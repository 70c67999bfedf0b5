package dev.mettle.vm.machine;

import org.jspecify.annotations.Nullable;

/**
 * An alternative that is tried when what came before it has failed or was done with. The machine
 * restores the bindings, the view, the depth and its limit before it calls {@link #retry}.
 */
public abstract class ChoicePoint extends Registers {

  @Nullable ChoicePoint previous;
  long serialLimit;

  /** A choice point; {@link Machine#pushChoice} gives it its place. */
  protected ChoicePoint() {
    super(null);
  }

  /**
   * Takes the next alternative. The choice point is still in place; it removes itself by {@link
   * Machine#popChoice} when this alternative is its last.
   */
  protected abstract void retry(Machine machine);

  /**
   * Tells which rule the next alternative is part of, as far as that is known.
   *
   * @param visitor hears of it
   */
  protected void tellNext(CallVisitor visitor) {
    visitor.waits(running, runningAt);
  }

  /** Whether this gathers what all alternatives above it give. */
  protected boolean gathers() {
    return false;
  }
}
