package dev.mettle.conformance.kit;

import dev.mettle.backend.spi.Backend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Runs checks on some threads at once. Those that look at time, memory or threads come first, one
 * after the other, while nothing else runs.
 *
 * @since 1.0
 */
public final class CheckQueue implements AutoCloseable {

  private final Backend backend;
  private final ConformanceOptions options;
  private final Consumer<CheckResult> progress;
  private final Map<String, CompletableFuture<CheckResult>> results = new LinkedHashMap<>();
  private final Queue<Check> alone = new ConcurrentLinkedQueue<>();
  private final Queue<Check> others = new ConcurrentLinkedQueue<>();
  private final CountDownLatch quiet = new CountDownLatch(1);
  private volatile boolean isClosed;

  private CheckQueue(
      List<Check> checks,
      Backend backend,
      ConformanceOptions options,
      Consumer<CheckResult> progress) {
    this.backend = backend;
    this.options = options;
    this.progress = progress;
    for (Check check : checks) {
      results.put(check.id(), new CompletableFuture<>());
      (check.runsAlone() ? alone : others).add(check);
    }
  }

  /**
   * Begins to run checks.
   *
   * @param threads how many threads run them; two if there are so many processors, as {@link
   *     #threads} says
   * @param progress hears of each result at once, from one thread at a time
   */
  public static CheckQueue start(
      List<Check> checks,
      Backend backend,
      ConformanceOptions options,
      int threads,
      Consumer<CheckResult> progress) {
    CheckQueue queue = new CheckQueue(checks, backend, options, progress);
    Thread.ofPlatform().daemon().name("conformance 1").start(queue::first);
    for (int i = 2; i <= threads; i++) {
      Thread.ofPlatform().daemon().name("conformance " + i).start(queue::another);
    }
    return queue;
  }

  /** How many checks run at once: two, for the more there are the longer each of them takes. */
  public static int threads() {
    return Math.min(2, Runtime.getRuntime().availableProcessors());
  }

  private void first() {
    try {
      drain(alone);
    } finally {
      quiet.countDown();
    }
    drain(others);
  }

  private void another() {
    try {
      quiet.await();
    } catch (InterruptedException e) {
      return;
    }
    drain(others);
  }

  // What a check throws is for those who wait for its result.
  @SuppressWarnings("CatchThrowable")
  private void drain(Queue<Check> checks) {
    for (Check check = checks.poll(); check != null && !isClosed; check = checks.poll()) {
      CompletableFuture<CheckResult> result = Objects.requireNonNull(results.get(check.id()));
      try {
        CheckResult found = check.run(backend, options);
        synchronized (this) {
          progress.accept(found);
        }
        result.complete(found);
      } catch (Throwable t) {
        result.completeExceptionally(t);
      }
    }
  }

  /** What came of a check; waits for it. */
  public CheckResult result(Check check) {
    return Objects.requireNonNull(results.get(check.id())).join();
  }

  /** What came of all, in the order of the checks. */
  public List<CheckResult> results() {
    List<CheckResult> all = new ArrayList<>();
    results.values().forEach(result -> all.add(result.join()));
    return all;
  }

  /** Ends when the checks that run now have ended. */
  @Override
  public void close() {
    isClosed = true;
  }
}
