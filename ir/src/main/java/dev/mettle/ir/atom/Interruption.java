package dev.mettle.ir.atom;

import java.util.concurrent.CancellationException;

/**
 * How long loops over data notice that their run must end: its thread is interrupted, be it by
 * somebody who waits for it or by a limit of time. Whoever started the run catches the exception
 * and knows the reason.
 *
 * <p>An atom may be small in memory and endless to a loop, since its parts may be shared: forty
 * expressions, each with the one before twice in it, print a million million symbols.
 *
 * @since 1.0
 */
public final class Interruption {

  /** A loop whose turns take some nanoseconds looks when its counter has none of these bits. */
  public static final int MASK = 0xFFF;

  /** A step over more elements, characters or bits of a number than that looks for itself. */
  private static final int LARGE = 1024;

  private Interruption() {}

  /**
   * Looks whether this thread is interrupted, and leaves it so.
   *
   * @throws CancellationException if it is
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the thread is interrupted");
    }
  }

  /**
   * What to throw when an interrupt has ended a wait, such as that for a file; this thread is then
   * interrupted, whether or not the end of the wait has taken that back.
   */
  public static CancellationException of(Exception endOfWait) {
    Thread.currentThread().interrupt();
    CancellationException cancelled = new CancellationException("the thread is interrupted");
    cancelled.initCause(endOfWait);
    return cancelled;
  }

  /**
   * {@link #check} before one step whose cost grows with its operands, if these are large. Who runs
   * such steps counts each as one, and looks every few thousand of them.
   *
   * @param size how many elements or characters the step is about to walk over or copy
   */
  public static void checkBefore(int size) {
    if (size > LARGE) {
      check();
    }
  }

  /**
   * {@link #check} every few thousand turns of a loop.
   *
   * @param turn a number that is one larger at each turn
   */
  public static void check(int turn) {
    if ((turn & MASK) == 0) {
      check();
    }
  }
}
