package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.BoundedRun;
import dev.mettle.conformance.CheckResult;
import dev.mettle.conformance.ConformanceOptions;
import dev.mettle.conformance.Skip;
import dev.mettle.conformance.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One thing to check about compiled units. */
public final class UnitCheck {

  private final String id;
  private final int stage;
  private final Consumer<UnitHarness> body;

  /**
   * A check that compiled code has to serve.
   *
   * @param id its name, {@code unit/subject/label}
   * @param stage the highest stage of any opcode in it
   * @param body runs it
   */
  UnitCheck(String id, int stage, Consumer<UnitHarness> body) {
    this.id = id;
    this.stage = stage;
    this.body = body;
  }

  /** Its name, {@code unit/subject/label}. */
  public String id() {
    return id;
  }

  /** The highest stage of any opcode in it. */
  public int stage() {
    return stage;
  }

  /** Runs the check, unless it is skipped. */
  // A backend is foreign code, and a check has to end whatever that does.
  @SuppressWarnings("CatchThrowable")
  public CheckResult run(Backend backend, ConformanceOptions options) {
    long began = System.nanoTime();
    UnitHarness harness = new UnitHarness(backend);
    for (Skip skip : options.skips()) {
      if (skip.covers(id)) {
        return result(Status.SKIPPED, harness, began, skip.reason());
      }
    }
    try {
      Optional<String> late = BoundedRun.run(() -> body.accept(harness), options.timeLimit());
      if (late.isPresent()) {
        return result(
            Status.FAILED,
            harness,
            began,
            "compiling and running a unit ends: it did not within %d s; it was%n%s"
                .formatted(options.timeLimit().toSeconds(), late.get()));
      }
    } catch (UnitFailure e) {
      return result(Status.FAILED, harness, began, String.valueOf(e.getMessage()));
    } catch (UnitHarness.NotCompiledException e) {
      return result(Status.NOT_COVERED, harness, began, String.valueOf(e.getMessage()));
    } catch (Throwable t) {
      return result(
          Status.FAILED,
          harness,
          began,
          "neither compiling nor running a unit throws: it ended with " + t);
    }
    return harness.runs() == 0
        ? result(Status.NOT_COVERED, harness, began, "no compiled code ran")
        : result(Status.PASSED, harness, began, "");
  }

  private CheckResult result(Status status, UnitHarness harness, long began, String message) {
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    return new CheckResult(
        id, Optional.empty(), stage, status, harness.runs(), harness.leaves(), time, message);
  }
}
