package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.OutsideFrame;
import dev.mettle.backend.spi.ResumableFrame;
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

  /** What waits for a value that did not come at once; made when it is needed. */
  interface Waiting {
    Frame frame();
  }

  /** Who lets captured frames go on. */
  interface Owner {

    /**
     * Lets captured frames go on in compiled code, one after the other, as long as each gives one
     * value at once. No choice point may be younger than the call that the first one waits for.
     *
     * @param value what the first one waited for
     * @param end what the outermost returns to; null if it knows that itself
     * @return whether the next step is set up; if not, the first frame has to go on otherwise
     */
    boolean resumeAll(HeapFrame first, Atom value, @Nullable Frame end);

    /**
     * Lets one captured frame go on in compiled code.
     *
     * @param k what it returns to
     * @return whether the next step is set up; if not, it has to go on otherwise
     */
    boolean resumeOne(HeapFrame frame, Atom value, Waiting k);

    /**
     * Lets a captured frame go on in the interpreter.
     *
     * @param value what it waited for; null if it goes on at the instruction where it was left
     * @param shared what stands for the references of the frame, if others have something in common
     *     with it
     */
    void resume(HeapFrame frame, @Nullable Atom value, @Nullable SharedSlots shared, Frame k);

    /** Notes that a value for plain code left others to be tried. */
    void surprised(HeapFrame innermost);

    /** What alternatives that go on in a frame have in common; null if that is nothing. */
    @Nullable SharedSlots share(HeapFrame frame);

    /** The frame of the machine that leads values to a frame that waits for them. */
    Frame frameOf(HeapFrame frame);
  }

  private final Owner calls;
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
  CapturedCall(Owner calls, Machine machine, HeapFrame frame, @Nullable Frame end) {
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
    if (waitsAlone(waiting)) {
      return calls.frameOf(waiting);
    }
    CapturedCall known = outer;
    if (known == null) {
      known = new CapturedCall(this, waiting);
      outer = known;
    }
    return known;
  }

  /** Whether a frame knows itself what waits for it, and where its call began. */
  static boolean waitsAlone(HeapFrame frame) {
    return frame instanceof ResumableFrame || frame instanceof OutsideFrame;
  }
}
