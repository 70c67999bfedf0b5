package dev.mettle.vm.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a variable of some age or older was bound since some moment. For each binding there
 * is a note with the serial of its variable; a note makes all earlier ones with younger variables
 * superfluous, so that what is left ascends both in time and in age. Notes are made only of
 * variables that somebody may ask about, and old ones are merged when there are many: then the
 * answer may be yes where it should be no, never the other way round.
 *
 * <p>A machine has one; it belongs to the thread that the machine runs in.
 */
final class BindingLog {

  private static final int MOST_NOTES = 4096;

  private static final ThreadLocal<@Nullable BindingLog> CURRENT = new ThreadLocal<>();

  private @Nullable Thread owner;

  /** Variables with this serial or a larger one are nobody's concern. */
  private long horizon;

  private long moment;
  private long[] moments = new long[16];
  private long[] serials = new long[16];
  private int notes;

  /** The log of the machine that runs in this thread; null if none does. */
  static @Nullable BindingLog current() {
    return CURRENT.get();
  }

  /**
   * Makes this the log of the present thread.
   *
   * @return the one before, to be given back by {@link #leave}
   */
  @Nullable BindingLog enter() {
    BindingLog before = CURRENT.get();
    owner = Thread.currentThread();
    CURRENT.set(this);
    return before;
  }

  /** Makes {@code before} the log of the present thread again. */
  void leave(@Nullable BindingLog before) {
    if (before == this) {
      return;
    }
    owner = null;
    if (before == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(before);
    }
  }

  /** Notes that a variable is bound. */
  void bound(long serial) {
    if (serial < horizon) {
      note(serial);
    }
  }

  private void note(long serial) {
    moment++;
    while (notes > 0 && serials[notes - 1] >= serial) {
      notes--;
    }
    if (notes == serials.length) {
      if (notes == MOST_NOTES) {
        mergeOldNotes();
      } else {
        moments = Arrays.copyOf(moments, 2 * notes);
        serials = Arrays.copyOf(serials, 2 * notes);
      }
    }
    moments[notes] = moment;
    serials[notes] = serial;
    notes++;
  }

  /** Two neighbours become one, with the older variable and the later time. */
  private void mergeOldNotes() {
    int half = notes / 2;
    int to = 0;
    for (int i = 0; i < half; i += 2) {
      moments[to] = moments[i + 1];
      serials[to] = serials[i];
      to++;
    }
    System.arraycopy(moments, half, moments, to, notes - half);
    System.arraycopy(serials, half, serials, to, notes - half);
    notes -= half - to;
  }

  /** The present; from now on bindings of variables that are older than {@code serial} count. */
  long watch(long serial) {
    horizon = Math.max(horizon, serial);
    return moment;
  }

  /** Whether this thread knows that no variable older than {@code serial} was bound since then. */
  boolean noneBoundSince(long then, long serial) {
    if (owner != Thread.currentThread()) {
      return false;
    }
    if (then == moment || notes == 0 || serials[0] >= serial) {
      return true;
    }
    // The first note after that moment has the oldest variable of all after it.
    int low = 0;
    int high = notes;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (moments[middle] > then) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == notes || serials[low] >= serial;
  }
}
