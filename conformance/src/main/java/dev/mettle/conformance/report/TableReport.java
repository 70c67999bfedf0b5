package dev.mettle.conformance.report;

import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.Status;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Locale;

/**
 * The report for a terminal: opcodes by stage, one column for each backend.
 *
 * @since 1.0
 */
public final class TableReport {

  private TableReport() {}

  /** The table, and below it what failed. */
  public static String print(List<Report> reports) {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%-22s", "opcode"));
    for (Report report : reports) {
      out.append(String.format(Locale.ROOT, "%24s", report.backend().id()));
    }
    out.append('\n');
    int stage = 0;
    for (Opcode opcode : Opcode.values()) {
      if (reports.stream().noneMatch(report -> OpcodeCell.of(report, opcode).isAnything())) {
        continue;
      }
      if (opcode.stage() != stage) {
        stage = opcode.stage();
        out.append("stage ").append(stage).append('\n');
      }
      out.append(String.format(Locale.ROOT, "  %-20s", opcode.mnemonic()));
      for (Report report : reports) {
        out.append(String.format(Locale.ROOT, "%24s", OpcodeCell.of(report, opcode).text()));
      }
      out.append('\n');
    }
    out.append(String.format(Locale.ROOT, "%-22s", "other checks"));
    for (Report report : reports) {
      out.append(String.format(Locale.ROOT, "%24s", OpcodeCell.others(report).text()));
    }
    out.append('\n');
    for (Report report : reports) {
      out.append('\n').append(summary(report)).append('\n');
      out.append("  ").append(report.circumstances().describe()).append('\n');
      for (CheckResult failure : report.failures()) {
        out.append("  ").append(failure.id()).append('\n');
        failure.message().lines().forEach(line -> out.append("      ").append(line).append('\n'));
      }
    }
    return out.toString();
  }

  /** One line about a backend. */
  public static String summary(Report report) {
    return "%s %s: level %s; %d checks passed, %d failed, %d skipped, %d not covered; compiled code had %s"
        .formatted(
            report.backend().id(),
            report.backend().version(),
            report.level().name(),
            report.count(Status.PASSED),
            report.count(Status.FAILED),
            report.count(Status.SKIPPED),
            report.count(Status.NOT_COVERED),
            report.runs().describe());
  }
}
