package dev.mettle.conformance.report;

import dev.mettle.conformance.CheckResult;
import dev.mettle.conformance.Report;
import dev.mettle.conformance.Status;
import dev.mettle.ir.opcode.Opcode;
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
    int[] counts = new int[Status.values().length];
    for (CheckResult result : report.results()) {
      if (result.opcode().equals(opcode)) {
        counts[result.status().ordinal()]++;
      }
    }
    return new OpcodeCell(
        counts[Status.PASSED.ordinal()],
        counts[Status.FAILED.ordinal()],
        counts[Status.SKIPPED.ordinal()],
        counts[Status.NOT_COVERED.ordinal()]);
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
