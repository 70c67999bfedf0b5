package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.frame.WaitingFrames;
import dev.mettle.vm.machine.BarrierFrame;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Frames of compiled code that wait for a value: the innermost one, and those that wait for it in
 * turn. Each gets a barrier of its own once a value reaches it, which all alternatives of that
 * value share.
 */
final class CapturedCall extends BarrierFrame implements WaitingFrames {

  private final CompiledCalls calls;
  private final HeapFrame frame;
  private final @Nullable Frame end;
  private @Nullable CapturedCall outer;

  /** Whether an alternative has gone on in the frame while others were left. */
  private boolean isShared;

  private @Nullable SharedSlots shared;

  /**
   * Frames that wait for the outermost of them to be done, for the value of a call that begins now.
   *
   * @param frame the innermost, which waits
   * @param end what the outermost returns to; null if it knows that itself
   */
  CapturedCall(CompiledCalls calls, Machine machine, HeapFrame frame, @Nullable Frame end) {
    super(machine, null, machine.depth());
    this.calls = calls;
    this.frame = frame;
    this.end = end;
  }

  /** The same for the next frame: its call began when this one's did, as far as choices go. */
  private CapturedCall(CapturedCall inner, HeapFrame frame) {
    super(inner, null, inner.depth());
    this.calls = inner.calls;
    this.frame = frame;
    this.end = inner.end;
  }

  @Override
  public HeapFrame frame() {
    return frame;
  }

  @Override
  public @Nullable Frame continuesWith() {
    Frame parent = outer();
    return parent == null ? EngineFrame.behind(frame) : parent;
  }

  @Override
  protected void accept(Machine machine, Atom value, boolean last) {
    // Without alternatives nobody else comes back to the frames that wait behind this one.
    if (last && !isShared) {
      if (calls.resumeAll(frame, value, end)) {
        return;
      }
    } else {
      if (!isShared) {
        isShared = true;
        calls.surprised(frame);
        shared = calls.share(frame);
      }
      if (shared == null && calls.resumeOne(frame, value, this::continuation)) {
        return;
      }
    }
    calls.resume(frame, value, shared, continuation());
  }

  private Frame continuation() {
    HeapFrame waiting = frame.outer();
    if (waiting == null) {
      return Objects.requireNonNull(end);
    }
    if (CompiledCalls.waitsAlone(waiting)) {
      return calls.frameOf(waiting);
    }
    CapturedCall known = outer;
    if (known == null) {
      known = new CapturedCall(this, waiting);
      outer = known;
    }
    return known;
  }
}
