package dev.mettle.vm.tier;

import dev.mettle.backend.spi.LeaveReason;
import java.util.Map;

/**
 * What happened to one function. Counts are exact where one thread runs, and close otherwise.
 *
 * @param name the function
 * @param stage the highest stage of its opcodes
 * @param interpretedRuns calls that the interpreter ran
 * @param compiledRuns calls that compiled code ran to the end
 * @param leaves how often compiled code left, by reason; the interpreter ran those calls
 * @param leftToRules calls that were left to the function's rules after all, by reason
 * @param compilations how often it was compiled
 * @param compileNanos how long that took
 * @param classBytes length of its current class file
 * @param state a sentence about its present state
 * @param compiled whether it is compiled now
 */
public record FunctionStatistics(
    String name,
    int stage,
    long interpretedRuns,
    long compiledRuns,
    Map<LeaveReason, Long> leaves,
    Map<LeftToRules, Long> leftToRules,
    int compilations,
    long compileNanos,
    int classBytes,
    String state,
    boolean compiled) {

  /** Copies the maps. */
  public FunctionStatistics {
    leaves = Map.copyOf(leaves);
    leftToRules = Map.copyOf(leftToRules);
  }

  /** Calls of any kind. */
  public long runs() {
    return interpretedRuns + compiledRuns;
  }
}
