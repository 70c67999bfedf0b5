package dev.mettle.vm.code.frame;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.vm.machine.Frame;
import org.jspecify.annotations.Nullable;

/** Frames of compiled code that wait for each other, from the innermost. */
public interface WaitingFrames {

  /** The innermost frame that waits here. */
  HeapFrame frame();

  /** What the outermost returns to; null if that is not known here. */
  @Nullable Frame continuesWith();
}
