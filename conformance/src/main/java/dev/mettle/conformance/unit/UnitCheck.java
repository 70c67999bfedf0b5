package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.kit.BoundedRun;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.Skip;
import dev.mettle.conformance.kit.Status;
import dev.mettle.ir.opcode.Opcode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One thing to check about compiled units. */
final class UnitCheck implements Check {

  private final String id;
  private final Optional<Opcode> opcode;
  private final int stage;
  private final Consumer<UnitTrials> body;

  /**
   * A check that compiled code has to serve.
   *
   * @param id its name, {@code unit/subject/label}
   * @param stage the highest stage of any opcode in it
   * @param body runs it
   */
  UnitCheck(String id, int stage, Consumer<UnitTrials> body) {
    this(id, Optional.empty(), stage, body);
  }

  /** The same, of one opcode. */
  UnitCheck(String id, Optional<Opcode> opcode, int stage, Consumer<UnitTrials> body) {
    this.id = id;
    this.opcode = opcode;
    this.stage = stage;
    this.body = body;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<Opcode> opcode() {
    return opcode;
  }

  @Override
  public int stage() {
    return stage;
  }

  // A backend is foreign code, and a check has to end whatever that does.
  @SuppressWarnings("CatchThrowable")
  @Override
  public CheckResult run(Backend backend, ConformanceOptions options) {
    long began = System.nanoTime();
    UnitTrials harness = new UnitTrials(backend);
    Optional<Skip> skip = options.skipOf(id);
    if (skip.isPresent()) {
      return result(Status.SKIPPED, harness, began, skip.get().reason());
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
    } catch (UnitTrials.NotCompiledException e) {
      return result(Status.NOT_COVERED, harness, began, String.valueOf(e.getMessage()));
    } catch (Throwable t) {
      return result(
          Status.FAILED,
          harness,
          began,
          "neither compiling nor running a unit throws: it ended with " + t);
    }
    return harness.runs().all() == 0
        ? result(Status.NOT_COVERED, harness, began, "no compiled code ran")
        : result(Status.PASSED, harness, began, "");
  }

  private CheckResult result(Status status, UnitTrials harness, long began, String message) {
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    return new CheckResult(id, opcode, stage, status, harness.runs(), time, message);
  }
}
