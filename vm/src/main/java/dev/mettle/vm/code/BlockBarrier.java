package dev.mettle.vm.code;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.Barrier;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.HeldErrors;
import dev.mettle.vm.machine.Machine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The barrier around a piece of code within one function. */
final class BlockBarrier implements Barrier {

  private final VirtualMachine vm;
  private final @Nullable ChoicePoint entry;
  private boolean succeeded;

  /** The frame as it was when the first error was held. */
  private long @Nullable [] words;

  private @Nullable Object @Nullable [] lane;
  private @Nullable Code code;
  private int pc;

  BlockBarrier(VirtualMachine vm, @Nullable ChoicePoint entry) {
    this.vm = vm;
    this.entry = entry;
  }

  /**
   * Lets a value pass, or keeps it back.
   *
   * @param end where the place for the value stands in the code
   * @return whether the running frame goes on with it
   */
  boolean pass(Machine machine, Atom value, int base, Code running, int end) {
    boolean error = Symbols.isError(value);
    if (machine.choice() == entry) {
      return !(error && succeeded);
    }
    if (!error) {
      succeeded = true;
      return true;
    }
    if (succeeded) {
      return false;
    }
    if (words == null) {
      words = Arrays.copyOfRange(vm.words, base, base + running.frameSize);
      lane = Arrays.copyOfRange(vm.lane, base, base + running.frameSize);
      code = running;
      pc = end;
    }
    return !HeldErrors.hold(machine, this, entry, value);
  }

  @Override
  public boolean hasSucceeded() {
    return succeeded;
  }

  @Override
  public void release(Machine machine, Atom error) {
    long[] w = words;
    @Nullable Object[] l = lane;
    Code c = code;
    if (w == null || l == null || c == null) {
      throw new IllegalStateException("no error was held");
    }
    int at = Math.max(machine.stackTop(), machine.frozenTop());
    vm.ensure(at + c.frameSize);
    System.arraycopy(w, 0, vm.words, at, w.length);
    System.arraycopy(l, 0, vm.lane, at, l.length);
    vm.put(at + c.code[pc], error);
    vm.run(c, at, pc + 1);
  }
}
