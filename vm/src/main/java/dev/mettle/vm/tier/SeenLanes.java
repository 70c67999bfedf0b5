package dev.mettle.vm.tier;

import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Profile;
import dev.mettle.ir.atom.Atom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The kinds of arguments that a function was called with. Threads write without a lock: a lost bit
 * costs a guess, not an answer.
 */
final class SeenLanes {

  private static final Lane[] LANES = Lane.values();

  private final byte[] bits;
  private volatile boolean leftIntegerRange;

  SeenLanes(int parameters) {
    this.bits = new byte[parameters];
  }

  void add(Atom[] arguments) {
    for (int i = 0; i < bits.length; i++) {
      int bit = bit(Lane.of(arguments[i]));
      if ((bits[i] & bit) == 0) {
        bits[i] |= (byte) bit;
      }
    }
  }

  /** Remembers that arithmetic in {@code long} was not enough. */
  void leftIntegerRange() {
    leftIntegerRange = true;
  }

  /** Gives up all guesses. */
  void anything() {
    leftIntegerRange = true;
    java.util.Arrays.fill(bits, (byte) bit(Lane.REFERENCE));
  }

  private static int bit(Lane lane) {
    return switch (lane) {
      case LONG -> 1;
      case DOUBLE -> 2;
      case BOOLEAN -> 4;
      case REFERENCE, OBJECT -> 8;
    };
  }

  Profile profile() {
    List<Set<Lane>> lanes = new ArrayList<>();
    for (byte seen : bits) {
      EnumSet<Lane> set = EnumSet.noneOf(Lane.class);
      for (Lane lane : LANES) {
        if ((seen & bit(lane)) != 0) {
          set.add(lane);
        }
      }
      lanes.add(set);
    }
    return new Profile(lanes, leftIntegerRange, Map.of());
  }
}
