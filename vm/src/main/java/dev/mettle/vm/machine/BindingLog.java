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

  /** Where each attempt under way began among what was taken. */
  private int[] marks = new int[4];

  private int attempts;

  /** For each note of an attempt, from the last one on: those it made superfluous, and how many. */
  private long[] taken = new long[16];

  private int takenTop;

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

  /** Begins an attempt whose bindings may be taken back before anybody looks. */
  void beginAttempt() {
    if (attempts == marks.length) {
      marks = Arrays.copyOf(marks, 2 * attempts);
    }
    marks[attempts++] = takenTop;
  }

  /** The bindings since the newest attempt began stay. */
  void commitAttempt() {
    if (--attempts == 0) {
      takenTop = 0;
    }
  }

  /**
   * The bindings since the newest attempt began are taken back, so nothing was bound. A pattern
   * that does not fit may have bound the oldest variable of the data before that showed.
   */
  void abortAttempt() {
    int mark = marks[--attempts];
    while (takenTop > mark) {
      notes--;
      int superfluous = (int) taken[--takenTop];
      for (int i = 0; i < superfluous; i++) {
        serials[notes] = taken[--takenTop];
        moments[notes++] = taken[--takenTop];
      }
    }
  }

  /** Another run goes on, inside of some attempts; what was noted since they began is noted. */
  void goOnInside(int otherAttempts) {
    attempts = otherAttempts;
    forgetTaken();
  }

  private void forgetTaken() {
    Arrays.fill(marks, 0, attempts, 0);
    takenTop = 0;
  }

  /** Remembers what a note has made superfluous. */
  private void take(int from, int to) {
    int wanted = takenTop + 2 * (to - from) + 1;
    if (wanted > taken.length) {
      taken = Arrays.copyOf(taken, Math.max(wanted, 2 * taken.length));
    }
    for (int i = to - 1; i >= from; i--) {
      taken[takenTop++] = moments[i];
      taken[takenTop++] = serials[i];
    }
    long count = (long) to - from;
    taken[takenTop++] = count;
  }

  private void note(long serial) {
    moment++;
    int before = notes;
    while (notes > 0 && serials[notes - 1] >= serial) {
      notes--;
    }
    if (attempts > 0) {
      take(notes, before);
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
    // What attempts have noted cannot be told any more from what is older.
    forgetTaken();
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
