package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.space.RuleCode;
import org.jspecify.annotations.Nullable;

/**
 * A continuation: what is to be done with the value of the evaluation that was started for it.
 * Frames live on the heap, linked to the frame that waits for them, so that recursion costs memory
 * and never the host's stack.
 */
public abstract class Frame implements WaitingCall {

  private final @Nullable Frame parent;
  private final int depth;

  /** The rule that waits here, or its code; null as long as nothing was begun for this frame. */
  private @Nullable RuleCode waiting;

  private int waitingAt;

  /**
   * A frame above {@code parent}.
   *
   * @param depth the virtual depth that {@code max-stack-depth} is compared with
   */
  protected Frame(@Nullable Frame parent, int depth) {
    this.parent = parent;
    this.depth = depth;
  }

  /** The frame that waits for this one; only the bottom frame has none. */
  protected final Frame parent() {
    Frame p = parent;
    if (p == null) {
      throw new IllegalStateException("the bottom frame has no parent");
    }
    return p;
  }

  /** The virtual depth of this frame. */
  public final int depth() {
    return depth;
  }

  @Override
  public final @Nullable Frame outer() {
    return parent;
  }

  @Override
  public final boolean tell(CallVisitor visitor) {
    RuleCode code = waiting;
    return code == null || visitor.waits(code, waitingAt);
  }

  /** Something begins whose values are for this frame: what runs now is what waits. */
  final void begun(Machine machine) {
    if (waiting == null) {
      waiting = machine.running;
      waitingAt = machine.runningAt;
    }
  }

  /** What waits here runs again. */
  final void runs(Machine machine) {
    RuleCode code = waiting;
    if (code != null) {
      machine.running = code;
      machine.runningAt = waitingAt;
    }
  }

  /** Goes on with {@code value}, by setting up the machine's next step. */
  public abstract void resume(Machine machine, Atom value);
}
