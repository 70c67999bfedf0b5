package dev.mettle.vm.tier;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of one function that was hot.
 *
 * @param name the function and its number of parameters
 * @param state a sentence about its present state
 * @param entered how often interpreted code called compiled code of it
 * @param versions what it was compiled for: lanes, expected type, lane of the result
 * @param leaves how often its code left to the interpreter, by reason
 * @param invalidations how often its code was dropped since something that it relied on had changed
 * @param classBytes length of all its class files
 * @param compileNanos how long it took to make them
 */
public record CompiledFunction(
    String name,
    String state,
    long entered,
    List<String> versions,
    Map<String, Long> leaves,
    long invalidations,
    long classBytes,
    long compileNanos) {

  /** Copies the collections. */
  public CompiledFunction {
    versions = List.copyOf(versions);
    leaves = new TreeMap<>(leaves);
  }

  /** How often its code left, for whatever reason. */
  public long allLeaves() {
    return leaves.values().stream().mapToLong(Long::longValue).sum();
  }
}
