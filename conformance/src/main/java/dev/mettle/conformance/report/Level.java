package dev.mettle.conformance.report;

import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.Status;
import dev.mettle.ir.opcode.Opcode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * How far a backend has come, as one word that its author may quote.
 *
 * @since 1.0
 */
public record Level(String name) {

  /** Nothing is complete and right. */
  public static final Level NONE = new Level("none");

  /** Every opcode is covered, results come in all lanes, and every check passed. */
  public static final Level FULL = new Level("FULL");

  /**
   * All opcodes up to this stage are covered, compiled code served a check of each, and none failed
   * or was skipped.
   */
  public static Level stage(int stage) {
    return new Level("STAGE-" + stage);
  }

  /** The highest level of a backend that results bear out. */
  static Level of(BackendDescriptor backend, List<CheckResult> results) {
    int last = Arrays.stream(Opcode.values()).mapToInt(Opcode::stage).max().orElse(0);
    int reached = 0;
    while (reached < last && isComplete(results, reached + 1)) {
      reached++;
    }
    boolean others = results.stream().noneMatch(result -> isBad(result.status()));
    return reached == last && backend.hasAllLanes() && others
        ? FULL
        : reached == 0 ? NONE : stage(reached);
  }

  private static boolean isComplete(List<CheckResult> results, int stage) {
    EnumSet<Opcode> missing = EnumSet.noneOf(Opcode.class);
    for (Opcode opcode : Opcode.values()) {
      if (opcode.stage() == stage) {
        missing.add(opcode);
      }
    }
    for (CheckResult result : results) {
      if (result.status() == Status.PASSED) {
        result.opcode().ifPresent(missing::remove);
      }
    }
    return missing.isEmpty()
        && results.stream()
            .filter(result -> result.stage() <= stage)
            .noneMatch(result -> isBad(result.status()));
  }

  private static boolean isBad(Status status) {
    return switch (status) {
      case FAILED, SKIPPED -> true;
      case PASSED, NOT_COVERED -> false;
    };
  }
}
