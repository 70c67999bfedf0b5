package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.ir.function.Instruction;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.machine.CallVisitor;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.tier.Continuation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Places in compiled code that are still to be tried, from the frame as it was at the fork.
 *
 * <p>Once its last alternative begins, nothing knows the choice point any more: what refers to it
 * as the newest one of some time belonged to the alternatives before. So the next fork takes it
 * again.
 */
final class CompiledFork extends CompiledChoice {

  private final Consumer<CompiledFork> done;
  private @Nullable HeapFrame frame;
  private Continuation.@Nullable Several ways;
  private int count;
  private int next;

  /**
   * @param done takes it back
   */
  CompiledFork(Resumption resumption, Consumer<CompiledFork> done) {
    super(resumption);
    this.done = done;
  }

  /** Alternatives part in a frame; the first one is being tried. */
  void begin(HeapFrame parting, Continuation.@Nullable Several all, int number) {
    frame = parting;
    ways = all;
    count = number;
    next = 1;
  }

  @Override
  HeapFrame advance(Machine machine) {
    HeapFrame parting = frame;
    if (parting == null) {
      throw new IllegalStateException("no alternative is left");
    }
    if (++next == count) {
      machine.popChoice();
      frame = null;
      done.accept(this);
    }
    return parting;
  }

  @Override
  protected void tellNext(CallVisitor visitor) {
    HeapFrame parting = frame;
    if (parting != null) {
      Code code = (Code) parting.layout().code();
      Instruction fork = code.function().code().get(parting.layout().irOffset());
      visitor.waits(code, ~fork.immediate(next));
    }
  }

  @Override
  @Nullable Continuation way() {
    Continuation.Several all = ways;
    return all == null ? null : all.ways()[target()];
  }

  @Override
  int target() {
    return next - 1;
  }
}
