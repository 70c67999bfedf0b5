package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.frame.WaitingFrames;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import org.jspecify.annotations.Nullable;

/** Leads values from elsewhere to a frame of resumable code that waits for them. */
final class ArrivalFrame extends Frame implements WaitingFrames {

  private final Resumption resumption;
  private final ResumableFrame frame;

  ArrivalFrame(Resumption resumption, ResumableFrame frame, int depth) {
    super(null, depth);
    this.resumption = resumption;
    this.frame = frame;
  }

  @Override
  public HeapFrame frame() {
    return frame;
  }

  @Override
  public @Nullable Frame continuesWith() {
    return EngineFrame.behind(frame);
  }

  @Override
  public void resume(Machine machine, Atom value) {
    resumption.arrive(frame, value);
  }
}
