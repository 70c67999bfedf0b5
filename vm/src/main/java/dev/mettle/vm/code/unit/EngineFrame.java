package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.OutsideFrame;
import dev.mettle.vm.machine.Frame;

/** A frame of the machine that waits for the values of resumable code. */
final class EngineFrame extends OutsideFrame {

  final Frame frame;

  EngineFrame(Frame frame) {
    this.frame = frame;
  }
}
