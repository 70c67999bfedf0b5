package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.Lane;
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
}
