package dev.mettle.vm.code;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.machine.BarrierFrame;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import org.jspecify.annotations.Nullable;

/**
 * Frames of compiled code that wait for a value: the innermost one, and those that wait for it in
 * turn. Each gets a barrier of its own once a value reaches it, which all alternatives of that
 * value share.
 */
final class CapturedCall extends BarrierFrame {

  private final CompiledCalls calls;
  private final HeapFrame frame;
  private @Nullable CapturedCall outer;

  /** Whether an alternative has gone on in the frame while others were left. */
  private boolean isShared;

  private @Nullable SharedSlots shared;

  /**
   * Frames that wait for the outermost of them to be done, for the value of a call that begins now.
   *
   * @param frame the innermost, which waits
   * @param k what the outermost returns to
   */
  CapturedCall(CompiledCalls calls, Machine machine, HeapFrame frame, Frame k) {
    super(machine, k, machine.depth());
    this.calls = calls;
    this.frame = frame;
  }

  /** The same for the next frame: its call began when this one's did, as far as choices go. */
  private CapturedCall(CapturedCall inner, HeapFrame frame) {
    super(inner, inner.parent(), inner.depth());
    this.calls = inner.calls;
    this.frame = frame;
  }

  /** The innermost frame that waits here. */
  HeapFrame frame() {
    return frame;
  }

  /** What the outermost returns to. */
  Frame continuesWith() {
    return parent();
  }

  @Override
  protected void accept(Machine machine, Atom value, boolean last) {
    // Without alternatives nobody else comes back to the frames that wait behind this one.
    if (last && !isShared && calls.resumeAll(frame, value, parent())) {
      return;
    }
    if (!last && !isShared) {
      isShared = true;
      shared = calls.share(frame);
    }
    calls.resume(frame, value, shared, continuation());
  }

  private Frame continuation() {
    HeapFrame waiting = frame.outer();
    if (waiting == null) {
      return parent();
    }
    CapturedCall known = outer;
    if (known == null) {
      known = new CapturedCall(this, waiting);
      outer = known;
    }
    return known;
  }
}
