package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.Lane;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The JVM variables of one method. Each place of the IR, a local or an operand at some height, has
 * one of its own for each lane, its home. They are given out when they are first asked for and stay
 * the same in all passes.
 */
final class Slots {

  /** Of a place in a lane. */
  private record Home(int place, Lane lane) {}

  private final Map<Home, Integer> homes = new HashMap<>();

  private final Map<Integer, Integer> places = new HashMap<>();

  /** Homes whose values were known of other places as well, at any time. */
  private final BitSet visited = new BitSet();

  private int next;

  /** The first variables hold other things. */
  Slots(int first) {
    next = first;
  }

  /** Passes over one slot, for a parameter that belongs to no place. */
  int skip() {
    return next++;
  }

  /** How many there are. */
  int count() {
    return next;
  }

  /** The slot of a place in a lane. */
  int home(int place, Lane lane) {
    return homes.computeIfAbsent(
        new Home(place, lane),
        home -> {
          int slot = next;
          next += lane.slots();
          places.put(slot, place);
          return slot;
        });
  }

  /** Whose home a slot is. */
  int placeOf(int slot) {
    return Objects.requireNonNull(places.get(slot));
  }

  /** Learns that a place has a value from now on, which may lie in the home of another. */
  void put(int place, Value value) {
    if (value instanceof Value.Stored stored && placeOf(stored.slot()) != place) {
      visited.set(stored.slot());
    }
  }

  /** Whether other places than the one whose home a slot is may have their values there. */
  boolean isVisited(int slot) {
    return visited.get(slot);
  }
}
