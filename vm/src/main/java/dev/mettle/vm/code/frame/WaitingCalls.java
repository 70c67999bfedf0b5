package dev.mettle.vm.code.frame;

import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.machine.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Tells which functions wait on a stack: what has filled the heap, if a recursion has. Hardly
 * anything is allocated, since this is asked when nothing is left.
 */
final class WaitingCalls {

  /** How many functions are told apart. */
  private static final int MOST = 16;

  /** How many are named. */
  private static final int NAMED = 3;

  /** Fewer calls than these fill no heap. */
  private static final long MANY = 10_000;

  private final FrameStack stack;
  private final @Nullable FunctionCode[] functions = new FunctionCode[MOST];
  private final long[] counts = new long[MOST];
  private long all;

  private WaitingCalls(FrameStack stack) {
    this.stack = stack;
  }

  /** The calls that wait for the running one, in words; nothing if they are not many. */
  static String on(FrameStack stack, @Nullable Frame current) {
    WaitingCalls calls = new WaitingCalls(stack);
    calls.walk(stack.base, null);
    if (calls.all < MANY && current != null) {
      WaitingCalls others = new WaitingCalls(stack);
      others.walk(-1, current);
      return others.inWords();
    }
    return calls.inWords();
  }

  /** Follows the way back from the frame at {@code from}, or from a frame of the machine. */
  private void walk(int from, @Nullable Frame start) {
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
      switch (link) {
        case Code parent -> {
          count(parent);
          next = (int) (stack.words[at] >>> 32);
        }
        case ReturnFrame frame -> {
          count(frame.code());
          next = frame.at();
        }
        case WaitingFrames call -> {
          for (HeapFrame frame = call.frame(); frame != null; frame = frame.outer()) {
            count(frame.layout().code());
          }
          link = call.continuesWith();
        }
        case null, default -> {
          return;
        }
      }
      if (next >= 0 && at >= 0 && next >= at) {
        return;
      }
      at = next;
    }
  }

  private void count(FunctionCode function) {
    all++;
    for (int i = 0; i < MOST; i++) {
      FunctionCode known = functions[i];
      if (known == null) {
        functions[i] = function;
      }
      if (functions[i] == function) {
        counts[i]++;
        return;
      }
    }
  }

  private String inWords() {
    if (all < MANY) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("; ").append(all).append(" calls wait, most of them of ");
    for (int n = 0; n < NAMED; n++) {
      int largest = 0;
      for (int i = 1; i < MOST; i++) {
        largest = counts[i] > counts[largest] ? i : largest;
      }
      FunctionCode function = functions[largest];
      if (function == null || counts[largest] == 0) {
        break;
      }
      text.append(n == 0 ? "" : ", ").append(word(function.function().name()));
      counts[largest] = 0;
    }
    return text.toString();
  }

  /** The name of a function as programs write it, without the number of its arguments. */
  private static String word(String name) {
    int end = name.lastIndexOf(' ');
    return end < 0 ? name : name.substring(0, end);
  }
}
