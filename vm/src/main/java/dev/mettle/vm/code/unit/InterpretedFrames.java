package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.EntryTable;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.machine.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Frames of compiled code that go on in the interpreter: each becomes a frame of its stack. */
final class InterpretedFrames {

  private static final int[] NOWHERE = {};
  private static final int NO_PLACE = -1;
  private final CallFrames vm;

  InterpretedFrames(CallFrames vm) {
    this.vm = vm;
  }

  /** Goes on with a frame, with the value that it waits for, if it does. */
  void resume(HeapFrame frame, @Nullable Atom value, @Nullable SharedSlots shared, Frame k) {
    FrameLayout layout = frame.layout();
    Code code = (Code) layout.code();
    Integer offset = layout.waits() ? null : LeftPlace.of(frame, code, layout.irOffset());
    int at = push(frame, code, offset, k);
    if (shared != null) {
      shared.putInto(vm, at);
    }
    if (offset != null) {
      vm.run(code, at, code.entries().address(offset));
    } else {
      int word = code.entries().resultWord(layout.irOffset());
      vm.put(at + code.code[word], Objects.requireNonNull(value));
      vm.run(code, at, word + Form.BEHIND_RESULT);
    }
  }

  /** Goes on with a frame at one of the targets of the instruction where it stands. */
  void resumeAt(HeapFrame frame, int target, Frame k) {
    Code code = (Code) frame.layout().code();
    int at = frame.layout().irOffset();
    Instruction instruction = code.function.code().get(at);
    int offset =
        instruction.opcode() == Opcode.SPACE_MATCH ? at + 1 : instruction.immediate(target);
    int base = push(frame, code, offset, k);
    vm.run(code, base, code.entries().address(offset));
  }

  /** Goes on with a frame that has gathered results: with the list of them. */
  void resumeWith(HeapFrame frame, Atom list, Frame k) {
    Code code = (Code) frame.layout().code();
    int target = code.function.code().get(frame.layout().irOffset()).immediate(1);
    int at = push(frame, code, target, k);
    int[] operands = code.entries().operands(target);
    vm.put(at + operands[operands.length - 1], list);
    vm.run(code, at, code.entries().address(target));
  }

  /**
   * Makes a frame of the interpreter of one of compiled code.
   *
   * @param offset the instruction that it goes on at; null if it waits for a value
   */
  private int push(HeapFrame frame, Code code, @Nullable Integer offset, Frame k) {
    FrameLayout layout = frame.layout();
    EntryTable entries = code.entries();
    int[] operands = offset == null ? NOWHERE : entries.operands(offset);
    int at = vm.push(k, vm.machine.stackTop(), code);
    int words = 0;
    int references = 0;
    for (FrameLayout.Slot slot : layout.slots()) {
      Object found =
          slot.isReference()
              ? frame.reference(references++)
              : LaneWords.atom(slot.lane(), frame.word(words++));
      int place = place(slot.isLocal(), slot.index(), offset, entries, operands);
      if (place >= 0) {
        put(at + place, found, slot.isReference());
      }
    }
    for (FrameLayout.Fixed fixed : layout.fixed()) {
      int place = place(fixed.isLocal(), fixed.index(), offset, entries, operands);
      if (place >= 0) {
        put(at + place, fixed.value(), true);
      }
    }
    return at;
  }

  private static int place(
      boolean isLocal, int index, @Nullable Integer offset, EntryTable entries, int[] operands) {
    if (isLocal) {
      return Code.LOCALS + index;
    }
    if (offset == null) {
      return entries.waiting(index);
    }
    // A condition that has been decided is no operand any more.
    return index < operands.length ? operands[index] : NO_PLACE;
  }

  private void put(int index, @Nullable Object value, boolean isReference) {
    if (value instanceof Atom atom) {
      vm.put(index, atom);
    } else {
      vm.words[index] = Words.REFERENCE;
    }
    if (isReference) {
      // Types stay references, whatever they are.
      vm.lane[index] = value;
    }
  }

  /** What alternatives of a frame have in common; null if that is nothing. */
  @Nullable SharedSlots share(HeapFrame frame) {
    if (((Code) frame.layout().code()).shared.length == 0) {
      return null;
    }
    SharedSlots shared = new SharedSlots(frame, vm);
    return shared.isEmpty() ? null : shared;
  }
}
