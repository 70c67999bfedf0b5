package dev.mettle.conformance.kit;

import dev.mettle.backend.spi.Backend;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a check to its result, whatever foreign code does: in bounded time, and with a message.
 *
 * @since 1.0
 */
public final class CheckRun {

  /** What counts the calls of a check while it runs. */
  public interface Counting {

    /** How many calls compiled code has run. */
    Runs runs();
  }

  private CheckRun() {}

  /**
   * Runs a check of a backend. Classes that a failed check got are written down, and the message
   * says where.
   *
   * @param start makes what the body runs on, from the backend
   * @param body throws {@link CheckFailedException} and {@link NotCoveredException}
   */
  public static <H extends Counting> CheckResult ofBackend(
      Check check,
      Backend backend,
      ConformanceOptions options,
      Function<ClassRecorder, H> start,
      Consumer<H> body) {
    ClassRecorder recorder = new ClassRecorder(backend);
    return of(
        check,
        options,
        () -> start.apply(recorder),
        body,
        () -> recorder.write(options.classes(), check.id()));
  }

  /** Runs a check of an engine that makes no classes. */
  public static <H extends Counting> CheckResult ofEngine(
      Check check, ConformanceOptions options, H harness, Consumer<H> body) {
    return of(check, options, () -> harness, body, Optional::empty);
  }

  // A backend is foreign code, and a check has to end whatever that does.
  @SuppressWarnings("CatchThrowable")
  private static <H extends Counting> CheckResult of(
      Check check,
      ConformanceOptions options,
      Supplier<H> start,
      Consumer<H> body,
      Supplier<Optional<String>> classes) {
    Optional<Skip> skip = options.skipOf(check.id());
    if (skip.isPresent()) {
      return result(check, Status.SKIPPED, Runs.NONE, Duration.ZERO, skip.get().reason());
    }
    long began = System.nanoTime();
    H harness;
    try {
      harness = start.get();
    } catch (Throwable t) {
      return result(
          check,
          Status.FAILED,
          Runs.NONE,
          Duration.ZERO,
          "the backend does not describe itself: " + t);
    }
    Status status = Status.PASSED;
    String message = "";
    try {
      Optional<String> late = BoundedRun.run(() -> body.accept(harness), options.timeLimit());
      if (late.isPresent()) {
        status = Status.FAILED;
        message =
            "compiling and running did not end within %d s; it was%n%s"
                .formatted(options.timeLimit().toSeconds(), late.get());
      }
    } catch (CheckFailedException e) {
      status = Status.FAILED;
      message = String.valueOf(e.getMessage());
    } catch (NotCoveredException e) {
      status = Status.NOT_COVERED;
      message = String.valueOf(e.getMessage());
    } catch (Throwable t) {
      status = Status.FAILED;
      message = "neither compiling nor running throws: it ended with " + t;
    }
    if (status == Status.FAILED) {
      message = Guidance.added(check, message, classes.get());
    }
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    return result(check, status, harness.runs(), time, message);
  }

  private static CheckResult result(
      Check check, Status status, Runs runs, Duration time, String message) {
    return new CheckResult(check.id(), check.opcode(), check.stage(), status, runs, time, message);
  }
}
