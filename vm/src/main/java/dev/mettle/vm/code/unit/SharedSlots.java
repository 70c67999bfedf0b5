package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.BlockBarrier;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.frame.FrameStack;
import dev.mettle.vm.code.frame.RuleScope;
import dev.mettle.vm.machine.ChoicePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * What the frames have in common that alternatives of one captured frame go on in, see {@link
 * CallFrames#share}.
 */
final class SharedSlots {

  private record Slot(int place, Object shared) {}

  private final List<Slot> slots = new ArrayList<>(2);

  /** Makes objects of the scopes and barriers of a frame. */
  SharedSlots(HeapFrame frame, FrameStack vm) {
    int words = 0;
    int references = 0;
    Code code = (Code) frame.layout().code();
    for (FrameLayout.Slot slot : frame.layout().slots()) {
      int place = Code.LOCALS + slot.index();
      boolean isShared = slot.isLocal() && isShared(code, place);
      if (slot.isReference()) {
        Object found = frame.reference(references++);
        if (isShared && (found == null || found instanceof ChoicePoint)) {
          slots.add(new Slot(place, new BlockBarrier(vm, (ChoicePoint) found)));
        }
      } else {
        long word = frame.word(words++);
        if (isShared) {
          slots.add(new Slot(place, new RuleScope(word)));
        }
      }
    }
  }

  /** Whether there is nothing of the kind. */
  boolean isEmpty() {
    return slots.isEmpty();
  }

  private static boolean isShared(Code code, int place) {
    for (int shared : code.shared) {
      if (shared == place) {
        return true;
      }
    }
    return false;
  }

  /** Puts the objects into a frame. */
  void putInto(FrameStack vm, int at) {
    for (Slot slot : slots) {
      vm.words[at + slot.place()] = Words.REFERENCE;
      vm.lane[at + slot.place()] = slot.shared();
    }
  }
}
