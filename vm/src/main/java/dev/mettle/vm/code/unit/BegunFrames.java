package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import dev.mettle.vm.code.EntryTable;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.heat.TierUp;
import dev.mettle.vm.tier.Continuation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames that the interpreter began, as frames of a class that was made meanwhile: alternatives
 * that are left go on there. A frame fits a layout if each value is of the lane that the layout has
 * for it; what is no value is the same in both, once copies of the frame may have it in common.
 */
public final class BegunFrames {

  private final CallFrames vm;

  private final TierUp tierUp;

  BegunFrames(CallFrames vm, TierUp tierUp) {
    this.vm = vm;
    this.tierUp = tierUp;
  }

  /**
   * The frame of compiled code that stands for one that waits for a value, while others of that
   * call are left; null if there is none.
   *
   * @param at where the frame lies
   * @param pc the word that says where the value goes
   */
  public @Nullable ResumableFrame waiting(int at, Code code, int pc) {
    CodeTier tier = code.tier;
    if (tier == null || vm.machine.countsSteps()) {
      return null;
    }
    EntryTable entries = code.entries();
    int offset = entries.offsetOfResult(pc);
    for (CodeTier.Entry entry : tier.entries) {
      for (FrameLayout layout : entry.frames()) {
        if (layout.waits() && layout.irOffset() == offset && Continuation.of(layout) != null) {
          vm.share(at, code);
          if (fits(layout, at, entries)) {
            tierUp.tookOver();
            return frame(layout, at, code, pc);
          }
        }
      }
    }
    return null;
  }

  // ------------------------------------------------------------------ whether a frame fits

  private boolean fits(FrameLayout layout, int at, EntryTable entries) {
    for (FrameLayout.Slot slot : layout.slots()) {
      if (!fits(slot, at + place(slot.isLocal(), slot.index(), entries))) {
        return false;
      }
    }
    for (FrameLayout.Fixed fixed : layout.fixed()) {
      int index = at + place(fixed.isLocal(), fixed.index(), entries);
      if (!isAtom(index) || !vm.at(index).equals(fixed.value())) {
        return false;
      }
    }
    return true;
  }

  private static int place(boolean isLocal, int index, EntryTable entries) {
    return isLocal ? Code.LOCALS + index : entries.waiting(index);
  }

  private boolean fits(FrameLayout.Slot slot, int index) {
    long word = vm.words[index];
    return switch (slot.lane()) {
      case LONG ->
          Words.isInteger(word) || word == Words.REFERENCE && vm.lane[index] instanceof LongAtom;
      case DOUBLE -> Words.isDouble(word);
      case BOOLEAN -> Words.isBool(word);
      case REFERENCE -> isAtom(index);
      case OBJECT -> word == Words.REFERENCE;
    };
  }

  private boolean isAtom(int index) {
    return vm.words[index] != Words.REFERENCE || vm.lane[index] instanceof Atom;
  }

  // ------------------------------------------------------------------ the frame

  private ResumableFrame frame(FrameLayout layout, int at, Code code, int pc) {
    EntryTable entries = code.entries();
    List<FrameLayout.Slot> slots = layout.slots();
    int count = 0;
    while (count < slots.size() && !slots.get(count).isReference()) {
      count++;
    }
    long[] words = new long[count];
    @Nullable Object[] references = new @Nullable Object[slots.size() - count];
    for (int i = 0; i < slots.size(); i++) {
      FrameLayout.Slot slot = slots.get(i);
      int index = at + place(slot.isLocal(), slot.index(), entries);
      switch (slot.lane()) {
        case LONG, DOUBLE, BOOLEAN -> words[i] = LaneWords.of(slot.lane(), vm.at(index));
        case REFERENCE -> references[i - count] = vm.at(index);
        case OBJECT -> references[i - count] = vm.lane[index];
      }
    }
    vm.base = at;
    HeapFrame outer = new EngineFrame(vm.leave(code, pc));
    return (ResumableFrame) ProgramContext.frame(layout, outer, words, references);
  }
}
