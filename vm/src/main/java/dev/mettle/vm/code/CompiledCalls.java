package dev.mettle.vm.code;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.vm.interp.Words;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.tier.Continuation;
import dev.mettle.vm.tier.UnitRuns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the virtual machine calls compiled code, and goes on with what that leaves. */
final class CompiledCalls {

  /** No version is for the call. */
  static final int NOT = 0;

  /** The value is where it belongs. */
  static final int DONE = 1;

  /** The machine has the next step. */
  static final int LEFT = 2;

  private static final int[] NOWHERE = {};

  private final VirtualMachine vm;
  private final Machine machine;
  final VmContext context;
  private final TierUp tierUp;

  /** Room for calls on the Java stack, see {@link UnitRuns}. */
  private final int room;

  CompiledCalls(VirtualMachine vm, TierUp tierUp) {
    this.vm = vm;
    this.machine = vm.machine;
    this.tierUp = tierUp;
    this.room = tierUp.runs().room();
    this.context = new VmContext(vm, tierUp.runs().leaveAtPolls());
  }

  // ------------------------------------------------------------------ calls

  /** Makes a call of the running frame; the value goes where the word at {@code next} says. */
  int call(Code caller, Code callee, int operands, int n, Atom expected, int next) {
    CodeTier.Entry entry = entry(caller, callee, operands, n, expected);
    if (entry == null) {
      return NOT;
    }
    run(entry, caller, operands, n, expected);
    if (context.status() == ProgramContext.VALUE) {
      context.result(entry.result(), vm.base + caller.code[next]);
      return DONE;
    }
    goOn(callee, () -> vm.here(caller, next));
    return LEFT;
  }

  /** The same as the last act; the value goes to the first local. */
  int tailCall(Code caller, Code callee, int operands, int n, Atom expected) {
    CodeTier.Entry entry = entry(caller, callee, operands, n, expected);
    if (entry == null) {
      return NOT;
    }
    run(entry, caller, operands, n, expected);
    if (context.status() == ProgramContext.VALUE) {
      context.result(entry.result(), vm.base + Code.LOCALS);
      return DONE;
    }
    goOn(callee, vm::leave);
    return LEFT;
  }

  /** Makes a call for a frame of the machine; false if no version is for it. */
  boolean enter(Code callee, Expression call, Atom expected, Frame k) {
    CodeTier tier = callee.tier;
    if (tier == null || machine.countsSteps()) {
      return false;
    }
    Atom[] children = call.toArray();
    CodeTier.Entry entry = tier.select(children, expected);
    if (entry == null) {
      entry = tierUp.missed(callee, List.of(children).subList(1, children.length), expected);
      if (entry == null) {
        return false;
      }
    }
    Atom value = context.run(entry, children, expected, room);
    if (value != null) {
      machine.returnValue(value, k);
    } else {
      goOn(callee, () -> k);
    }
    return true;
  }

  private CodeTier.@Nullable Entry entry(
      Code caller, Code callee, int operands, int n, Atom expected) {
    CodeTier tier = callee.tier;
    if (tier == null || machine.countsSteps()) {
      return null;
    }
    CodeTier.Entry entry = tier.select(vm, caller, operands, n, expected);
    return entry != null
        ? entry
        : tierUp.missed(callee, new Operands(vm, caller, operands, n), expected);
  }

  private void run(CodeTier.Entry entry, Code caller, int operands, int n, Atom expected) {
    Lane[] lanes = entry.lanes();
    for (int i = 0; i < n; i++) {
      context.argument(i, lanes[i], caller, caller.code[operands + i]);
    }
    context.expected(n, expected);
    context.run(entry, room);
  }

  // ------------------------------------------------------------------ going on

  /** What a frame of the interpreter waits with, if it has to. */
  private interface Waiting {
    Frame frame();
  }

  /** Sets up the next step after compiled code gave no value. */
  private void goOn(Code callee, Waiting waiter) {
    if (context.status() == ProgramContext.NONE) {
      machine.fail();
      return;
    }
    Frame k = waiter.frame();
    HeapFrame frames = context.frames();
    UnitInstructions.Step step = context.takePending();
    if (step != null) {
      tierUp.left(callee, step);
      Frame waiting = frames == null ? k : new CapturedCall(this, machine, frames, k);
      machine.proceed(m -> step.begin(m, waiting));
      return;
    }
    if (frames == null) {
      throw new IllegalStateException("compiled code left without a frame: " + callee);
    }
    tierUp.left(callee, frames.layout());
    HeapFrame outer = frames.outer();
    Frame waiting = outer == null ? k : new CapturedCall(this, machine, outer, k);
    machine.proceed(m -> resume(frames, null, null, waiting));
  }

  /**
   * Lets captured frames go on in compiled code, one after the other, as long as each gives one
   * value at once. No choice point may be younger than the call that the first one waits for.
   *
   * @param value what the first one waited for
   * @param k what the outermost returns to
   * @return whether the next step is set up; if not, the first frame has to go on otherwise
   */
  boolean resumeAll(HeapFrame first, Atom value, Frame k) {
    Continuation way = (Continuation) first.layout().continuation();
    if (way == null || machine.countsSteps() || !context.deliver(way.delivered(), value)) {
      return false;
    }
    HeapFrame frame = first;
    while (true) {
      context.resume(frame, way, room);
      HeapFrame outer = frame.outer();
      if (context.status() != ProgramContext.VALUE) {
        goOn(
            (Code) frame.layout().code(),
            () -> outer == null ? k : new CapturedCall(this, machine, outer, k));
        return true;
      }
      Lane result = way.result();
      if (outer == null) {
        machine.returnValue(context.result(result), k);
        return true;
      }
      way = (Continuation) outer.layout().continuation();
      if (way == null || !context.deliver(way.delivered(), result)) {
        machine.returnValue(context.result(result), new CapturedCall(this, machine, outer, k));
        return true;
      }
      frame = outer;
    }
  }

  /** What alternatives that go on in a frame have in common; null if that is nothing. */
  @Nullable SharedSlots share(HeapFrame frame) {
    return ((Code) frame.layout().code()).shared.length == 0 ? null : new SharedSlots(frame, vm);
  }

  /**
   * Lets a captured frame go on in the interpreter.
   *
   * @param value what it waited for; null if it goes on at the instruction where it was left
   * @param shared what stands for the references of the frame, if others have something in common
   *     with it
   */
  void resume(HeapFrame frame, @Nullable Atom value, @Nullable SharedSlots shared, Frame k) {
    FrameLayout layout = frame.layout();
    Code code = (Code) layout.code();
    EntryTable entries = code.entries();
    int[] operands = layout.waits() ? NOWHERE : entries.operands(layout.irOffset());
    int at = vm.push(k, machine.stackTop(), code);
    int words = 0;
    int references = 0;
    for (FrameLayout.Slot slot : layout.slots()) {
      Object found =
          slot.isReference()
              ? frame.reference(references++)
              : atomOf(slot.lane(), frame.word(words++));
      int place =
          slot.isLocal()
              ? Code.LOCALS + slot.index()
              : layout.waits() ? entries.waiting(slot.index()) : operands[slot.index()];
      if (place >= 0) {
        if (found instanceof Atom atom) {
          vm.put(at + place, atom);
        } else {
          vm.words[at + place] = Words.REFERENCE;
        }
        if (slot.isReference()) {
          // Types stay references, whatever they are.
          vm.lane[at + place] = found;
        }
      }
    }
    if (shared != null) {
      shared.putInto(vm, at);
    }
    if (value == null) {
      vm.run(code, at, entries.address(layout.irOffset()));
    } else {
      int word = entries.resultWord(layout.irOffset());
      vm.put(at + code.code[word], value);
      vm.run(code, at, word + 1);
    }
  }

  private static Atom atomOf(Lane lane, long word) {
    return switch (lane) {
      case LONG -> LongAtom.of(word);
      case DOUBLE -> DoubleAtom.of(Double.longBitsToDouble(word));
      case BOOLEAN -> BoolAtom.of(word != 0);
      case REFERENCE, OBJECT -> throw new AssertionError(lane);
    };
  }
}
