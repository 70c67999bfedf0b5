package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Barrier;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import org.jspecify.annotations.Nullable;

/**
 * The barrier of a call that resumable code made, once an error has come there. Until then, the
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
    if (Symbols.isError(value)) {
      return of(resumption, frame).passes(machine, value);
    }
    // If it is the last value, nobody asks any more.
    frame.succeed();
    return true;
  }

  private static ResumableCall of(Resumption resumption, ResumableFrame frame) {
    if (frame.barrier() instanceof ResumableCall known) {
      return known;
    }
    ResumableCall call = new ResumableCall(resumption, frame, (ChoicePoint) frame.barrier());
    frame.setBarrier(call);
    return call;
  }

  @Override
  public @Nullable ChoicePoint entry() {
    return entry;
  }

  @Override
  public boolean hasSucceeded() {
    return frame.hasSucceeded();
  }

  @Override
  public void succeed() {
    frame.succeed();
  }

  @Override
  public void release(Machine machine, Atom error) {
    resumption.goOn(frame, error);
  }
}
