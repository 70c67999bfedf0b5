package dev.mettle.conformance.report;

import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.Status;
import java.util.List;

/**
 * The report in words: how much passed, under which circumstances, and what failed.
 *
 * @since 1.0
 */
public final class TextReport {

  private TextReport() {}

  /** Some lines about each backend. */
  public static String print(List<Report> reports) {
    StringBuilder out = new StringBuilder();
    for (Report report : reports) {
      out.append(summary(report)).append('\n');
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
    return "%s %s: level %s; %d checks passed, %d failed, %d skipped, %d not covered; compiled code was %s"
        .formatted(
            report.backend().id(),
            report.backend().version(),
            report.standing(),
            report.count(Status.PASSED),
            report.count(Status.FAILED),
            report.count(Status.SKIPPED),
            report.count(Status.NOT_COVERED),
            report.runs().describe());
  }
}
