package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import org.jspecify.annotations.Nullable;

/**
 * Reads what lies in a frame that goes on. Code that reads several values finds out once in this
 * way of which kind the frame is.
 */
final class FrameReads {

  private FrameReads() {}

  static long word(HeapFrame frame, int index) {
    if (frame instanceof ResumableFrame.Few few) {
      return few.word(index);
    }
    if (frame instanceof HeapFrame.Words words) {
      return words.word(index);
    }
    return frame instanceof ResumableFrame.Some some ? some.word(index) : frame.word(index);
  }

  static Atom atom(HeapFrame frame, int index) {
    if (reference(frame, index) instanceof Atom atom) {
      return atom;
    }
    throw new IllegalStateException("no atom is at " + index);
  }

  static @Nullable Object reference(HeapFrame frame, int index) {
    if (frame instanceof ResumableFrame.Few few) {
      return few.reference(index);
    }
    if (frame instanceof ResumableFrame.Some some) {
      return some.reference(index);
    }
    return frame instanceof HeapFrame.Atoms atoms ? atoms.reference(index) : frame.reference(index);
  }
}
