package dev.mettle.backend.spi;

import dev.mettle.ir.function.CallKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the interpreter saw so far. All of it is a guess about the future: compiled code must test
 * what it relies on and leave where the guess is wrong.
 *
 * @param argumentLanes for each parameter the lanes that its arguments would have needed; empty if
 *     the function never ran
 * @param leftIntegerRange whether integers left 64 bits in a typed version, so that arithmetic had
 *     better stay on atoms
 * @param callTargets the functions seen at each {@code call_value} and {@code call}, by the offset
 *     of the instruction, the most frequent first
 */
public record Profile(
    List<Set<Lane>> argumentLanes,
    boolean leftIntegerRange,
    Map<Integer, List<CallKey>> callTargets) {

  /** Copies the collections. */
  public Profile {
    argumentLanes = argumentLanes.stream().map(Set::copyOf).toList();
    callTargets = Map.copyOf(callTargets);
  }

  /** The profile of a function of {@code parameters} parameters that never ran. */
  public static Profile unknown(int parameters) {
    return new Profile(java.util.Collections.nCopies(parameters, Set.of()), false, Map.of());
  }

  /** The profile of a function whose arguments always had these lanes. */
  public static Profile ofLanes(List<Lane> lanes) {
    return new Profile(lanes.stream().map(Set::of).toList(), false, Map.of());
  }

  /** The lane in which to expect an argument: the only one seen, or a reference. */
  public Lane lane(int parameter) {
    Set<Lane> seen = argumentLanes.get(parameter);
    return seen.size() == 1 ? seen.iterator().next() : Lane.REFERENCE;
  }

  /** This profile, after integers left 64 bits. */
  public Profile withIntegerRangeLeft() {
    return new Profile(argumentLanes, true, callTargets);
  }
}
