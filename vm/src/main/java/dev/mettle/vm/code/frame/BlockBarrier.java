package dev.mettle.vm.code.frame;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The barrier around a piece of code within one function. */
public final class BlockBarrier extends EntryBarrier {

  /** The frame of an alternative that ended in an error, as it was then. */
  private record Place(long[] words, @Nullable Object[] lane, Code code, int pc) {}

  private final FrameStack vm;

  /** Where the errors that are held go on, in their order. */
  private @Nullable ArrayDeque<Place> places;

  public BlockBarrier(FrameStack vm, @Nullable ChoicePoint entry) {
    super(entry);
    this.vm = vm;
  }

  /**
   * Lets a value pass, or keeps it back.
   *
   * @param end where the place for the value stands in the code
   * @return whether the running frame goes on with it
   */
  public boolean pass(Machine machine, Atom value, int base, Code running, int end) {
    if (passes(machine, value)) {
      return true;
    }
    if (!hasSucceeded()) {
      int top = base + running.frameSize;
      ArrayDeque<Place> held = places;
      if (held == null) {
        held = new ArrayDeque<>();
        places = held;
      }
      held.add(
          new Place(
              Arrays.copyOfRange(vm.words, base, top),
              Arrays.copyOfRange(vm.lane, base, top),
              running,
              end));
    }
    return false;
  }

  @Override
  public void release(Machine machine, Atom error) {
    Place place = Objects.requireNonNull(places).remove();
    Code code = place.code();
    int at = Math.max(machine.stackTop(), machine.frozenTop());
    vm.ensure(at + code.frameSize);
    System.arraycopy(place.words(), 0, vm.words, at, code.frameSize);
    System.arraycopy(place.lane(), 0, vm.lane, at, code.frameSize);
    vm.put(at + code.code[place.pc()], error);
    vm.run(code, at, place.pc() + Form.BEHIND_RESULT);
  }
}
