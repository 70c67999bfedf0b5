package dev.mettle.vm.code.heat;

import dev.mettle.vm.code.FunctionTally;
import dev.mettle.vm.tier.CompiledFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was compiled, left and given up so far, for {@code --stats} and Flight Recorder. */
final class TierCounts {

  /**
   * Of so many functions it is kept what became of each; programs may make new ones without end.
   */
  static final int MOST_FUNCTIONS = 4096;

  private static final String OTHERS = "other functions";

  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, FunctionTally> tallies = new LinkedHashMap<>();
  private final TierEvents events = RecordedEvents.ofThisJvm();
  private long left;

  /** What was done so far. */
  Map<String, Long> counts() {
    Map<String, Long> all = new TreeMap<>(counts);
    for (FunctionTally tally : tallies.values()) {
      tally.leaves().forEach((reason, n) -> all.merge("leaves: " + reason, n, Long::sum));
    }
    return all;
  }

  /** What became of a function; of those that came late, what became of all of them. */
  FunctionTally tally(String function) {
    boolean isKept = tallies.size() < MOST_FUNCTIONS || tallies.containsKey(function);
    return tallies.computeIfAbsent(isKept ? function : OTHERS, FunctionTally::new);
  }

  /** Tells Flight Recorder. */
  TierEvents events() {
    return events;
  }

  /** How often compiled code was left so far, for any reason. */
  long left() {
    return left;
  }

  /** Counts something that was done. */
  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** What became of the functions that were hot. */
  List<CompiledFunction> functions() {
    return tallies.values().stream().map(FunctionTally::report).toList();
  }

  /** Counts that a function was left, and why. */
  void leaves(String function, String reason) {
    left++;
    tally(function).left(reason);
    events.left(function, reason);
  }
}
