package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.vm.code.Code;
import org.jspecify.annotations.Nullable;

/** Where the interpreter goes on with a frame that was left before an instruction. */
final class LeftPlace {

  private LeftPlace() {}

  /**
   * Where a frame goes on that was left at an offset. A branch that is one instruction with its
   * comparison was about to go either to the next offset or to its only target.
   */
  static int of(HeapFrame frame, Code code, int offset) {
    if (code.entries().begins(offset)) {
      return offset;
    }
    int top = code.verified.depth(offset) - 1;
    return operand(frame, top) == BoolAtom.TRUE
        ? offset + 1
        : code.function.code().get(offset).immediate(0);
  }

  /** The operand of a captured frame at a height. */
  private static @Nullable Object operand(HeapFrame frame, int height) {
    int words = 0;
    int references = 0;
    for (FrameLayout.Slot slot : frame.layout().slots()) {
      boolean isIt = !slot.isLocal() && slot.index() == height;
      if (slot.isReference()) {
        Object found = frame.reference(references++);
        if (isIt) {
          return found;
        }
      } else {
        long word = frame.word(words++);
        if (isIt) {
          return LaneWords.atom(slot.lane(), word);
        }
      }
    }
    for (FrameLayout.Fixed fixed : frame.layout().fixed()) {
      if (!fixed.isLocal() && fixed.index() == height) {
        return fixed.value();
      }
    }
    throw new IllegalStateException("no operand is at " + height);
  }
}
