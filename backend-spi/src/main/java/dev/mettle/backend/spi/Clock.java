package dev.mettle.backend.spi;

/**
 * Counts the changes of rules and types in all spaces of an engine. What was found at one reading
 * holds as long as the clock shows the same; after that whoever found it looks again. The engine
 * extends this class; compiled code reads it.
 *
 * @since 1.0
 */
public abstract class Clock {

  /** The present; changed by the thread that runs the engine alone. */
  protected long now = 1;

  /** For the engine. */
  protected Clock() {}

  /** The present; larger after each change. */
  public final long now() {
    return now;
  }
}
