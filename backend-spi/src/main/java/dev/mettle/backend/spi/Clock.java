package dev.mettle.backend.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts the changes of rules and types in all spaces of an engine. What was found at one reading
 * holds as long as the clock shows the same; after that whoever found it looks again. The engine
 * extends this class; compiled code reads it.
 *
 * <p>It also carries the wish of other threads that compiled code look at its limits: code that
 * holds the {@link #reading} against one that it has seen before notices both by one comparison.
 *
 * @since 1.0
 */
public abstract class Clock {

  /** What is read while the machine wants control; never the present. */
  private static final long STOPPED = -1;

  private static final VarHandle STOP;
  private static final VarHandle READING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STOP = lookup.findVarHandle(Clock.class, "stop", boolean.class);
      READING = lookup.findVarHandle(Clock.class, "reading", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The present; changed by {@link #advance} alone. */
  protected long now = 1;

  /** Set by any thread when the machine wants control. */
  private boolean stop;

  private long reading = now;

  /** For the engine. */
  protected Clock() {}

  /** The present; larger after each change. */
  public final long now() {
    return now;
  }

  /** Something changes; called by the thread that runs the engine alone. */
  protected final void advance() {
    now++;
    show();
  }

  /** The present, or something else while the machine wants control. */
  final long reading() {
    return reading;
  }

  /** The same, read anew at each turn of a loop. */
  final long readingNow() {
    return (long) READING.getOpaque(this);
  }

  /** Whether the machine wants control. */
  final boolean isStopped() {
    return (boolean) STOP.getOpaque(this);
  }

  /** From any thread: the machine wants control, soon. */
  final void requestStop() {
    STOP.setOpaque(this, true);
    READING.setOpaque(this, STOPPED);
  }

  /** Takes the request back; called by the thread that runs the engine. */
  final void clearStop() {
    STOP.setOpaque(this, false);
    show();
  }

  /**
   * Shows the present. A request of another thread that comes just now may go unseen; whoever has
   * requests for code that runs makes them again and again.
   */
  private void show() {
    READING.setOpaque(this, isStopped() ? STOPPED : now);
  }
}
