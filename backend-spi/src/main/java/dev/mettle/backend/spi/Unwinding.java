package dev.mettle.backend.spi;

import java.io.Serial;

/**
 * Thrown by a typed entry after it captured its frame: a primitive result has no room for {@link
 * ExecutionContext#UNWINDING}. There is one instance, without a stack trace, since a program may
 * leave compiled code often.
 */
public final class Unwinding extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** The one instance. */
  @SuppressWarnings("StaticAssignmentOfThrowable") // it carries no stack trace
  public static final Unwinding INSTANCE = new Unwinding();

  private Unwinding() {
    super("unwinding to the interpreter", null, false, false);
  }
}
