package dev.mettle.conformance;

import dev.mettle.ir.opcode.Opcode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One thing to check about an engine: a backend in most cases.
 *
 * @param id its name, {@code kind/subject/label}
 * @param opcode the opcode that it is about, if it is about one
 * @param needs the opcodes that the engine must cover for the check to make sense
 * @param subject what can be held against it
 * @param body runs the check, and throws {@link Harness.CheckFailedException}
 */
public record Check(
    String id,
    Optional<Opcode> opcode,
    Set<Opcode> needs,
    Subject subject,
    Consumer<Harness> body) {

  /** What is checked. */
  public enum Subject {
    /** Any engine. */
    ENGINE,
    /** What a backend makes of single functions. */
    COMPILED_CODE,
    /** What a backend makes of functions of a program. */
    UNITS
  }

  /** The same check, of what a backend makes of functions of a program. */
  public Check ofUnits() {
    return new Check("unit-" + id, opcode, Set.of(), Subject.UNITS, body);
  }

  /** Copies the set. */
  public Check {
    EnumSet<Opcode> copy = EnumSet.noneOf(Opcode.class);
    copy.addAll(needs);
    needs = copy;
  }

  /** A check that only compiled code can be held against. */
  public static Check ofCompiled(
      String id, Optional<Opcode> opcode, Set<Opcode> needs, Consumer<CompiledHarness> body) {
    return new Check(
        id,
        opcode,
        needs,
        Subject.COMPILED_CODE,
        harness -> body.accept((CompiledHarness) harness));
  }

  /** A check that any engine can be held against. */
  public Check(String id, Optional<Opcode> opcode, Set<Opcode> needs, Consumer<Harness> body) {
    this(id, opcode, needs, Subject.ENGINE, body);
  }

  /**
   * The stage that the check belongs to: that of its opcode, or else the highest of those that it
   * needs; 0 if it needs none.
   */
  public int stage() {
    return opcode
        .map(Opcode::stage)
        .orElseGet(() -> needs.stream().mapToInt(Opcode::stage).max().orElse(0));
  }

  /** Runs the check on a backend, unless it is skipped or asks for more than that covers. */
  // A backend is foreign code, and a check has to end whatever that does.
  @SuppressWarnings("CatchThrowable")
  public CheckResult run(dev.mettle.backend.spi.Backend backend, ConformanceOptions options) {
    Harness harness;
    try {
      harness = subject == Subject.UNITS ? new UnitHarness(backend) : new CompiledHarness(backend);
    } catch (Throwable t) {
      return unrun(Status.FAILED, "the backend does not describe itself: " + t);
    }
    return run(harness, options);
  }

  /** Runs the check on any engine, unless it is skipped or asks for more than that covers. */
  // An engine that is wrong may throw anything, and a check has to end all the same.
  @SuppressWarnings("CatchThrowable")
  public CheckResult run(Harness harness, ConformanceOptions options) {
    for (Skip skip : options.skips()) {
      if (skip.covers(id)) {
        return unrun(Status.SKIPPED, skip.reason());
      }
    }
    long began = System.nanoTime();
    Status status = Status.PASSED;
    String message = "";
    try {
      EnumSet<Opcode> missing = EnumSet.noneOf(Opcode.class);
      missing.addAll(needs);
      missing.removeAll(harness.opcodes());
      if (!missing.isEmpty()) {
        return unrun(Status.NOT_COVERED, "needs " + mnemonics(missing));
      }
      Optional<String> late = BoundedRun.run(() -> body.accept(harness), options.timeLimit());
      if (late.isPresent()) {
        status = Status.FAILED;
        message =
            "did not end within %d s; it was\n%s"
                .formatted(options.timeLimit().toSeconds(), late.get());
      }
    } catch (Harness.NotCoveredException e) {
      return unrun(Status.NOT_COVERED, String.valueOf(e.getMessage()));
    } catch (Harness.CheckFailedException e) {
      status = Status.FAILED;
      message = String.valueOf(e.getMessage());
    } catch (Throwable t) {
      status = Status.FAILED;
      message = "the check ended with " + t;
    }
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    return new CheckResult(
        id, opcode, stage(), status, harness.runs(), harness.leaves(), time, message);
  }

  private CheckResult unrun(Status status, String message) {
    return new CheckResult(id, opcode, stage(), status, 0, 0, Duration.ZERO, message);
  }

  private static String mnemonics(Set<Opcode> opcodes) {
    return String.join(", ", opcodes.stream().map(Opcode::mnemonic).toList());
  }
}
