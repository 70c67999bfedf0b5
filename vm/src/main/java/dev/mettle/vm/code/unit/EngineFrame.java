package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.OutsideFrame;
import dev.mettle.vm.machine.Frame;
import org.jspecify.annotations.Nullable;

/** A frame of the machine that waits for the values of resumable code. */
final class EngineFrame extends OutsideFrame {

  final Frame frame;

  EngineFrame(Frame frame) {
    this.frame = frame;
  }

  /** What the outermost of the frames that wait for each other returns to, if they know that. */
  static @Nullable Frame behind(HeapFrame innermost) {
    HeapFrame frame = innermost;
    while (frame != null && !(frame instanceof EngineFrame)) {
      frame = frame.outer();
    }
    return frame == null ? null : ((EngineFrame) frame).frame;
  }
}
