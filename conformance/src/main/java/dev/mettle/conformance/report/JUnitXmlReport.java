package dev.mettle.conformance.report;

import dev.mettle.conformance.CheckResult;
import dev.mettle.conformance.Report;
import dev.mettle.conformance.Status;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** The report as JUnit XML, which build servers read. */
public final class JUnitXmlReport {

  private JUnitXmlReport() {}

  /** Writes one test suite for each backend. */
  public static void write(List<Report> reports, Writer out) throws IOException {
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (Report report : reports) {
      out.write(
          String.format(
              Locale.ROOT,
              "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" skipped=\"%d\""
                  + " time=\"%.3f\">\n",
              Markup.escape(report.backend().id() + " " + report.backend().version()),
              report.results().size(),
              report.count(Status.FAILED),
              report.count(Status.SKIPPED) + report.count(Status.NOT_COVERED),
              report.duration().toNanos() / 1e9));
      for (CheckResult result : report.results()) {
        write(result, out);
      }
      out.write("  </testsuite>\n");
    }
    out.write("</testsuites>\n");
  }

  private static void write(CheckResult result, Writer out) throws IOException {
    int slash = result.id().lastIndexOf('/');
    out.write(
        "    <testcase classname=\"%s\" name=\"%s\""
            .formatted(
                Markup.escape(result.id().substring(0, slash).replace('/', '.')),
                Markup.escape(result.id().substring(slash + 1))));
    switch (result.status()) {
      case PASSED -> out.write("/>\n");
      case FAILED ->
          out.write(
              "><failure message=\"%s\">%s</failure></testcase>\n"
                  .formatted(
                      Markup.escape(result.message().lines().findFirst().orElse("")),
                      Markup.escape(result.message())));
      case SKIPPED, NOT_COVERED ->
          out.write(
              "><skipped message=\"%s\"/></testcase>\n"
                  .formatted(Markup.escape(result.status().label() + ": " + result.message())));
    }
  }
}
