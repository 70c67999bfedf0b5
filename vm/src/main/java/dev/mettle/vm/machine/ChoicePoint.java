package dev.mettle.vm.machine;

import dev.mettle.vm.space.View;
import org.jspecify.annotations.Nullable;

/**
 * An alternative that is tried when what came before it has failed or was done with. The machine
 * restores the bindings, the view, the depth and its limit before it calls {@link #retry}.
 */
public abstract class ChoicePoint {

  @Nullable ChoicePoint previous;
  int trailTop;
  long serialLimit;
  @Nullable View view;
  int depth;
  int maxDepth;
  int stackTop;

  /** A choice point; {@link Machine#pushChoice} gives it its place. */
  protected ChoicePoint() {}

  /**
   * Takes the next alternative. The choice point is still in place; it removes itself by {@link
   * Machine#popChoice} when this alternative is its last.
   */
  protected abstract void retry(Machine machine);
}
