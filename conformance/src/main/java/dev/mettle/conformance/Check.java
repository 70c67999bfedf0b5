package dev.mettle.conformance;

import dev.mettle.ir.opcode.Opcode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One thing to check about a backend.
 *
 * @param id its name, {@code kind/subject/label}
 * @param opcode the opcode that it is about, if it is about one
 * @param needs the opcodes that the backend must cover for the check to make sense
 * @param body runs the check, and throws {@link Harness.CheckFailedException}
 */
public record Check(String id, Optional<Opcode> opcode, Set<Opcode> needs, Consumer<Harness> body) {

  /** Copies the set. */
  public Check {
    EnumSet<Opcode> copy = EnumSet.noneOf(Opcode.class);
    copy.addAll(needs);
    needs = copy;
  }

  /** Runs the check, unless it is skipped or asks for more than the backend covers. */
  // A backend is foreign code, and a check has to end whatever that does.
  @SuppressWarnings("CatchThrowable")
  public CheckResult run(dev.mettle.backend.spi.Backend backend, ConformanceOptions options) {
    for (Skip skip : options.skips()) {
      if (skip.covers(id)) {
        return new CheckResult(id, opcode, Status.SKIPPED, 0, 0, skip.reason());
      }
    }
    Harness harness;
    try {
      harness = new Harness(backend);
      EnumSet<Opcode> missing = EnumSet.noneOf(Opcode.class);
      missing.addAll(needs);
      missing.removeAll(harness.backend().descriptor().opcodes());
      if (!missing.isEmpty()) {
        return new CheckResult(id, opcode, Status.NOT_COVERED, 0, 0, "needs " + mnemonics(missing));
      }
    } catch (Throwable t) {
      return new CheckResult(
          id, opcode, Status.FAILED, 0, 0, "the backend does not describe itself: " + t);
    }
    Status status = Status.PASSED;
    String message = "";
    try {
      body.accept(harness);
    } catch (Harness.CheckFailedException e) {
      status = Status.FAILED;
      message = String.valueOf(e.getMessage());
    } catch (Throwable t) {
      status = Status.FAILED;
      message = "the check ended with " + t;
    }
    return new CheckResult(id, opcode, status, harness.runs(), harness.leaves(), message);
  }

  private static String mnemonics(Set<Opcode> opcodes) {
    return String.join(", ", opcodes.stream().map(Opcode::mnemonic).toList());
  }
}
