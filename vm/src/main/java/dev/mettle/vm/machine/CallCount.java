package dev.mettle.vm.machine;

import dev.mettle.vm.space.RuleCode;
import org.jspecify.annotations.Nullable;

/**
 * Counts which functions wait: what has filled the heap, if a recursion has. Hardly anything is
 * allocated, since this is asked when nothing is left.
 */
final class CallCount implements CallVisitor {

  /** How many functions are told apart. */
  private static final int MOST = 16;

  /** How many are named. */
  private static final int NAMED = 3;

  /** Fewer calls than these fill no heap. */
  private static final long MANY = 10_000;

  /** What the words and the trace of a Java stack take. */
  private static final int RESERVE = 1 << 18;

  /** Given up when the heap is full, so that there is room to say what has filled it. */
  private static volatile byte @Nullable [] reserve = new byte[RESERVE];

  private final @Nullable RuleCode[] functions = new RuleCode[MOST];
  private final long[] counts = new long[MOST];
  private long all;

  /** Makes room for a count, and for its words. */
  static void makeRoom() {
    reserve = null;
  }

  /** Has room again for the next time, where there is some. */
  static void keepRoom() {
    if (reserve == null) {
      try {
        reserve = new byte[RESERVE];
      } catch (OutOfMemoryError e) {
        // The heap is as full as it was: what has filled it will not be told, but what runs may go
        // on.
        reserve = null;
      }
    }
  }

  @Override
  public boolean waits(RuleCode code, int place) {
    if (code != RuleCode.NONE) {
      add(code);
    }
    return true;
  }

  private void add(RuleCode code) {
    all++;
    for (int i = 0; i < MOST; i++) {
      if (functions[i] == null) {
        functions[i] = code;
      }
      if (functions[i] == code) {
        counts[i]++;
        return;
      }
    }
  }

  /** Whether they are many. */
  boolean areMany() {
    return all >= MANY;
  }

  /** The calls, in words that follow on a sentence; nothing if they are not many. */
  String inWords() {
    if (!areMany()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("; ").append(all).append(" calls wait, most of them of ");
    for (int n = 0; n < NAMED; n++) {
      int largest = 0;
      for (int i = 1; i < MOST; i++) {
        largest = counts[i] > counts[largest] ? i : largest;
      }
      RuleCode function = functions[largest];
      if (function == null || counts[largest] == 0) {
        break;
      }
      text.append(n == 0 ? "" : ", ").append(function.functionName());
      counts[largest] = 0;
    }
    return text.toString();
  }
}
