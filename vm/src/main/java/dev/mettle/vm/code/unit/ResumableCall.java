package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Barrier;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.HeldErrors;
import dev.mettle.vm.machine.Machine;
import org.jspecify.annotations.Nullable;

/**
 * The barrier of a call that resumable code made, once a value was kept back there. Until then, the
 * frame that waits is barrier enough.
 */
final class ResumableCall implements Barrier {

  private final Resumption resumption;
  private final ResumableFrame frame;
  private final @Nullable ChoicePoint entry;

  private ResumableCall(Resumption resumption, ResumableFrame frame, @Nullable ChoicePoint entry) {
    this.resumption = resumption;
    this.frame = frame;
    this.entry = entry;
  }

  /** Whether a value of the call goes on; else it is kept back, or of no use. */
  static boolean passes(Resumption resumption, Machine machine, ResumableFrame frame, Atom value) {
    Object barrier = frame.barrier();
    ChoicePoint entry = barrier instanceof ResumableCall call ? call.entry : (ChoicePoint) barrier;
    boolean error = Symbols.isError(value);
    if (machine.choice() == entry) {
      return !(error && frame.hasSucceeded());
    }
    if (!error) {
      frame.succeed();
      return true;
    }
    return !frame.hasSucceeded() && !hold(resumption, machine, frame, value);
  }

  /** Keeps an error back; false if it need not wait. */
  static boolean hold(Resumption resumption, Machine machine, ResumableFrame frame, Atom error) {
    ResumableCall call;
    if (frame.barrier() instanceof ResumableCall known) {
      call = known;
    } else {
      call = new ResumableCall(resumption, frame, (ChoicePoint) frame.barrier());
      frame.setBarrier(call);
    }
    return HeldErrors.hold(machine, call, call.entry, error);
  }

  @Override
  public boolean hasSucceeded() {
    return frame.hasSucceeded();
  }

  @Override
  public void release(Machine machine, Atom error) {
    resumption.goOn(frame, error);
  }
}
