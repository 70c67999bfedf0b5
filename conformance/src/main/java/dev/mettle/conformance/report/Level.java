package dev.mettle.conformance.report;

import dev.mettle.conformance.kit.Status;
import dev.mettle.ir.opcode.Opcode;
import java.util.Arrays;

/**
 * How far a backend has come, as one word that its author may quote.
 *
 * @since 1.0
 */
public record Level(String name) {

  /** Nothing is complete and right. */
  public static final Level NONE = new Level("none");

  /** Every opcode is covered, and every check passed. */
  public static final Level FULL = new Level("FULL");

  /** All opcodes up to this stage are covered, and no check of them failed or was skipped. */
  public static Level stage(int stage) {
    return new Level("STAGE-" + stage);
  }

  /** The highest level that the results bear out. */
  public static Level of(Report report) {
    int last = Arrays.stream(Opcode.values()).mapToInt(Opcode::stage).max().orElse(0);
    int reached = 0;
    while (reached < last && isComplete(report, reached + 1)) {
      reached++;
    }
    boolean others = report.results().stream().noneMatch(result -> isBad(result.status()));
    return reached == last && others ? FULL : reached == 0 ? NONE : stage(reached);
  }

  private static boolean isComplete(Report report, int stage) {
    boolean covered =
        Arrays.stream(Opcode.values())
            .filter(opcode -> opcode.stage() == stage)
            .allMatch(report.backend().opcodes()::contains);
    boolean ran =
        report.results().stream().anyMatch(r -> r.stage() == stage && r.status() == Status.PASSED);
    return covered
        && ran
        && report.results().stream()
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
