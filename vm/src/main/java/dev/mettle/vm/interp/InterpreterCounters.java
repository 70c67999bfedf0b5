package dev.mettle.vm.interp;

import java.util.EnumMap;
import java.util.Map;

/** What an interpreter has done so far. Belongs to the interpreter's thread. */
public final class InterpreterCounters {

  private long runs;
  private long instructions;
  private final Map<Leave.Reason, Long> leaves = new EnumMap<>(Leave.Reason.class);

  InterpreterCounters() {}

  void ran(int instructionCount) {
    runs++;
    instructions += instructionCount;
  }

  void left(Leave.Reason reason) {
    leaves.merge(reason, 1L, Long::sum);
  }

  /** Calls that ran to their end. */
  public long runs() {
    return runs;
  }

  /** Instructions of the IR that those calls executed. */
  public long instructions() {
    return instructions;
  }

  /** Calls that were left to the rules for this reason. */
  public long leaves(Leave.Reason reason) {
    return leaves.getOrDefault(reason, 0L);
  }
}
