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
 */
record OpcodeCell(int passed, int failed, int skipped, int notCovered) {

  static OpcodeCell of(Report report, Opcode opcode) {
    return of(report, Optional.of(opcode));
  }

  /** The checks that belong to no opcode. */
  static OpcodeCell others(Report report) {
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

  boolean isAnything() {
    return passed + failed + skipped + notCovered > 0;
  }

  String text() {
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
    return out.append(passed).append(" passed").toString();
  }
}
