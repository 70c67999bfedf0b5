package dev.mettle.vm.machine;

import dev.mettle.ir.atom.LargeIntegers;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.limits.RunStoppedException.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Watches one run: a number of machine steps, a time, and requests to stop.
 *
 * <p>Everything but the number of steps ends a run in one way: its thread is interrupted. The
 * machine looks every few thousand steps whether it is, long loops over data look by {@link
 * dev.mettle.ir.atom.Interruption}, and operations that wait for something outside wake up by
 * themselves. This object remembers what the interrupt was for, and takes it back at the end of the
 * run if it was its own.
 */
public final class Limits {

  /** How many steps there are between two looks at the limits; a power of two. */
  public static final int STRIDE = 4096;

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  /** What the JVM says of an integer that it cannot hold; tested, since it is nowhere promised. */
  private static final String INTEGER_TOO_LARGE = "BigInteger would overflow supported range";

  /** What is watched. */
  @FunctionalInterface
  public interface Body<T, X extends Exception> {
    /** Runs, in the thread that called {@link #during}. */
    T run() throws X;
  }

  private final RunLimits bounds;
  private @Nullable Limits outer;

  private long steps;
  private long usedNanos;
  private long beganNanos;
  private @Nullable Future<?> timer;

  private @Nullable Thread runner;
  private boolean interrupted;
  private String filling = "";
  private @Nullable WaitingRules atWork;
  private volatile @Nullable Reason ending;

  /** Watches over {@code bounds}. */
  public Limits(RunLimits bounds) {
    this.bounds = bounds;
  }

  /** No limit at all, but the run can be stopped. */
  public static Limits none() {
    return new Limits(RunLimits.none());
  }

  // ---- requests, from any thread

  /** Ends the run soon, or as soon as it begins. */
  public void stop() {
    end(Reason.STOPPED);
  }

  private synchronized void end(Reason reason) {
    if (ending != null) {
      return;
    }
    ending = reason;
    Thread thread = runner;
    if (thread != null) {
      interrupted = true;
      thread.interrupt();
    }
  }

  /** Whether there is a limit on the number of steps. */
  boolean countsSteps() {
    return bounds.maxSteps() > 0 || outer != null && outer.countsSteps();
  }

  // ---- the running thread

  /**
   * Runs {@code body} under these limits and those {@code around}, inside of which this takes place
   * now. Called again, it goes on with what is left of these.
   *
   * @throws RunStoppedException if the run must end, or memory, stack or integers gave out
   */
  public <T, X extends Exception> T during(@Nullable Limits around, Body<T, X> body) throws X {
    if (runner != null) {
      // Inside of itself; those around are known.
      return during(body);
    }
    outer = around;
    try {
      return during(body);
    } finally {
      outer = null;
    }
  }

  /**
   * The same without others around.
   *
   * @throws RunStoppedException if the run must end, or memory, stack or integers gave out
   */
  public <T, X extends Exception> T during(Body<T, X> body) throws X {
    begin();
    try {
      check();
      return body.run();
    } catch (CancellationException e) {
      throw mustEnd() || Thread.currentThread().isInterrupted() ? stopped() : e;
    } catch (ArithmeticException e) {
      throw INTEGER_TOO_LARGE.equals(e.getMessage())
          ? new RunStoppedException(
              Reason.INTEGER_TOO_LARGE,
              "an integer has become too large: products have at most "
                  + LargeIntegers.MOST_BITS
                  + " bits",
              e)
          : e;
    } catch (OutOfMemoryError e) {
      throw new RunStoppedException(
          Reason.OUT_OF_MEMORY, "the heap of the JVM is full" + filling, e);
    } catch (StackOverflowError e) {
      throw new RunStoppedException(
          Reason.STACK_OVERFLOW, "the stack of the running thread is full", e);
    } finally {
      pause();
    }
  }

  /** Notes what has filled the heap, in words that follow on those that it is full. */
  void fullOf(String words) {
    filling = words;
  }

  /** Notes which rules were at work when the run was ended. */
  void endedIn(WaitingRules rules) {
    atWork = rules;
  }

  /**
   * The rules that were at work when the run was ended; null if it was not, or by something else.
   */
  public @Nullable WaitingRules atWork() {
    return atWork;
  }

  private void begin() {
    CallCount.keepRoom();
    synchronized (this) {
      runner = Thread.currentThread();
    }
    if (bounds.isTimed()) {
      long left = nanos(bounds.timeout()) - usedNanos;
      beganNanos = System.nanoTime();
      if (left <= 0) {
        end(Reason.TIME_LIMIT);
      } else {
        timer = TimeLimits.after(left, () -> end(Reason.TIME_LIMIT));
      }
    }
  }

  private void pause() {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
      timer = null;
      usedNanos += System.nanoTime() - beganNanos;
    }
    boolean own;
    synchronized (this) {
      runner = null;
      own = interrupted;
      interrupted = false;
    }
    if (own) {
      Thread.interrupted();
    }
  }

  /** Machine steps so far, in multiples of the checking stride while the machine runs. */
  public long steps() {
    return steps;
  }

  /** How many steps may pass before the next check. */
  int stride() {
    long most = outer == null ? STRIDE : outer.stride();
    return (int) (bounds.maxSteps() == 0 ? most : Math.clamp(bounds.maxSteps() - steps, 1, most));
  }

  /** Counts steps without looking whether they were too many. */
  void count(int passed) {
    steps += passed;
    if (outer != null) {
      outer.count(passed);
    }
  }

  /**
   * Counts steps and looks whether the run must end.
   *
   * @throws RunStoppedException if it must
   */
  void passed(int passed) {
    count(passed);
    check();
  }

  /**
   * Looks whether the run must end.
   *
   * @throws RunStoppedException if it must
   */
  public void check() {
    if (mustEnd() || Thread.currentThread().isInterrupted()) {
      throw stopped();
    }
  }

  private boolean mustEnd() {
    return reason() != null;
  }

  /** Why the run must end, as far as its limits and requests say. */
  private @Nullable Reason reason() {
    Reason known = ending;
    if (known != null) {
      return known;
    }
    if (bounds.maxSteps() > 0 && steps >= bounds.maxSteps()) {
      return Reason.STEP_LIMIT;
    }
    return outer == null ? null : outer.reason();
  }

  private RunStoppedException stopped() {
    Reason reason = ending;
    if (reason == Reason.STOPPED) {
      return new RunStoppedException(reason, "the run was stopped");
    }
    if (reason == Reason.TIME_LIMIT) {
      return new RunStoppedException(
          reason, "the run has reached its time limit of " + seconds(bounds.timeout()) + " s");
    }
    if (bounds.maxSteps() > 0 && steps >= bounds.maxSteps()) {
      return new RunStoppedException(
          Reason.STEP_LIMIT, "the run has reached its limit of " + bounds.maxSteps() + " steps");
    }
    if (outer != null) {
      return outer.stopped();
    }
    Thread.interrupted();
    return new RunStoppedException(Reason.INTERRUPTED, "the run was interrupted");
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.getSeconds())
        .add(BigDecimal.valueOf(time.getNano(), 9))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static long nanos(Duration time) {
    return time.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : time.toNanos();
  }
}
