package dev.mettle.examples.classfile;

import dev.mettle.backend.spi.Lane;
import java.util.HashMap;
import java.util.Map;

/** The variables of the JVM: one for each place of the IR and lane that values there have. */
final class Slots {

  private record Home(int place, Lane lane) {}

  private final Map<Home, Integer> homes = new HashMap<>();
  private int next = 1;

  /** The variable of a place in a lane. */
  int of(int place, Lane lane) {
    return homes.computeIfAbsent(new Home(place, lane), home -> take(lane.slots()));
  }

  /** A variable of its own. */
  int take(int size) {
    int slot = next;
    next += size;
    return slot;
  }

  /** Gives a variable to everything that lies in one. */
  void addAll(State state) {
    for (int place = 0; place < state.places(); place++) {
      Val val = state.at(place);
      if (val != null && val.constant() == null) {
        of(place, val.lane());
      }
    }
  }

  int count() {
    return next;
  }
}
