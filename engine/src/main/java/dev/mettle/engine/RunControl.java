package dev.mettle.engine;

import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.machine.Limits;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time into an engine and puts what it does there under limits. The thread
 * inside may enter again, as an operation does that calls the engine by which it is called; what it
 * does then counts for the limits of both.
 */
final class RunControl {

  private final ReentrantLock inside = new ReentrantLock();
  private volatile @Nullable Limits outermost;
  private @Nullable Limits innermost;

  /** What is done inside, under limits that it may look at. */
  @FunctionalInterface
  interface Body<T, X extends Exception> {
    T run(Limits limits) throws X;
  }

  /**
   * Does something inside, under {@code bounds}.
   *
   * @throws IllegalStateException if another thread is inside
   */
  <T, X extends Exception> T run(RunLimits bounds, Body<T, X> body) throws X {
    enter();
    try {
      return run(new Limits(bounds), body);
    } finally {
      inside.unlock();
    }
  }

  /** Goes on inside with something that began under {@code limits}. */
  <T, X extends Exception> T proceed(Limits limits, Body<T, X> body) throws X {
    enter();
    try {
      return run(limits, body);
    } finally {
      inside.unlock();
    }
  }

  private <T, X extends Exception> T run(Limits limits, Body<T, X> body) throws X {
    Limits outer = innermost;
    innermost = limits;
    if (outer == null) {
      outermost = limits;
    }
    try {
      return limits.during(outer, () -> body.run(limits));
    } finally {
      innermost = outer;
      if (outer == null) {
        outermost = null;
      }
    }
  }

  /** Ends what is being done inside; may be called from any thread. */
  void stop() {
    Limits running = outermost;
    if (running != null) {
      running.stop();
    }
  }

  private void enter() {
    if (!inside.tryLock()) {
      throw new IllegalStateException(
          "another thread uses this engine: an engine serves one thread at a time, so make one for"
              + " each thread, or let the threads take turns");
    }
  }
}
