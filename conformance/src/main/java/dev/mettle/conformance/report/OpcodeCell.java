package dev.mettle.conformance.report;

import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.Status;
import dev.mettle.ir.opcode.Opcode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a report says about one opcode.
 *
 * @param passed checks that passed
 * @param failed checks that failed
 * @param skipped checks that the author left out
 * @param notCovered checks of what the backend does not claim
 * @since 1.0
 */
public record OpcodeCell(int passed, int failed, int skipped, int notCovered) {

  /** The checks of an opcode. */
  public static OpcodeCell of(Report report, Opcode opcode) {
    return of(report, Optional.of(opcode));
  }

  /** The checks that belong to no opcode. */
  public static OpcodeCell others(Report report) {
    return of(report, Optional.empty());
  }

  private static OpcodeCell of(Report report, Optional<Opcode> opcode) {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    for (CheckResult result : report.results()) {
      if (result.opcode().equals(opcode)) {
        counts.merge(result.status(), 1, Integer::sum);
      }
    }
    return new OpcodeCell(
        counts.getOrDefault(Status.PASSED, 0),
        counts.getOrDefault(Status.FAILED, 0),
        counts.getOrDefault(Status.SKIPPED, 0),
        counts.getOrDefault(Status.NOT_COVERED, 0));
  }

  /** Whether there is any check. */
  public boolean isAnything() {
    return passed + failed + skipped + notCovered > 0;
  }

  /** How the checks ended, in a few words. */
  public String text() {
    if (!isAnything()) {
      return "-";
    }
    if (passed + failed + skipped == 0) {
      return Status.NOT_COVERED.label();
    }
    StringBuilder out = new StringBuilder();
    if (failed > 0) {
      out.append(failed).append(" FAILED, ");
    }
    if (skipped > 0) {
      out.append(skipped).append(" skipped, ");
    }
    out.append(passed).append(" passed");
    if (notCovered > 0) {
      out.append(", ").append(notCovered).append(" not covered");
    }
    return out.toString();
  }
}
