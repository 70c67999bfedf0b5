package dev.mettle.vm.code.frame;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.OutsideFrame;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.machine.CallVisitor;
import dev.mettle.vm.machine.WaitingCall;
import org.jspecify.annotations.Nullable;

/** Follows the frames that wait for each other, on a stack of the virtual machine and beside it. */
final class FrameWalk {

  private static final long PC_MASK = CallFrames.PC_MASK;

  private FrameWalk() {}

  /** Hears of frames on the stack by where they are, too. */
  interface PlaceVisitor extends CallVisitor {

    /**
     * A call waits in a frame of the stack.
     *
     * @return whether to go on
     */
    boolean waitsAt(Code code, int place, int at);
  }

  /** Tells of what waits for the running frame of a stack. */
  static void fromRunning(FrameStack stack, CallVisitor visitor) {
    walk(stack, stack.base, null, visitor);
  }

  /** Tells of what waits for a value that the machine works on. */
  static void from(FrameStack stack, @Nullable WaitingCall frame, CallVisitor visitor) {
    walk(stack, -1, frame, visitor);
  }

  private static boolean tell(CallVisitor visitor, Code code, int place, int at) {
    return visitor instanceof PlaceVisitor places
        ? places.waitsAt(code, place, at)
        : visitor.waits(code, place);
  }

  /** Tells of what waits for the frame at an index, or for a frame of the machine. */
  static void walk(FrameStack stack, int from, @Nullable WaitingCall start, CallVisitor visitor) {
    int at = from;
    Object link = start;
    while (true) {
      if (at >= 0) {
        if (at >= stack.lane.length) {
          return;
        }
        link = stack.lane[at];
      }
      int next = -1;
      boolean goesOn;
      switch (link) {
        case Code parent -> {
          next = (int) (stack.words[at] >>> 32);
          goesOn = tell(visitor, parent, (int) (stack.words[at] & PC_MASK), next);
        }
        case ReturnFrame frame -> {
          next = frame.at();
          goesOn = tell(visitor, frame.code(), frame.pc(), next);
        }
        case WaitingFrames call -> {
          goesOn = true;
          for (HeapFrame frame = call.frame();
              goesOn && frame != null && !(frame instanceof OutsideFrame);
              frame = frame.outer()) {
            goesOn = visitor.waits((Code) frame.layout().code(), ~frame.layout().irOffset());
          }
          link = call.continuesWith();
        }
        case WaitingCall frame -> {
          goesOn = frame.tell(visitor);
          link = frame.outer();
        }
        case null, default -> {
          return;
        }
      }
      if (!goesOn || next >= 0 && at >= 0 && next >= at) {
        return;
      }
      at = next;
    }
  }
}
