package dev.mettle.conformance.report;

import dev.mettle.conformance.kit.CheckResult;
import java.io.Writer;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * The report as JUnit XML, which build servers read.
 *
 * @since 1.0
 */
public final class JUnitXmlReport {

  private JUnitXmlReport() {}

  /** Writes one test suite for each backend. */
  public static void write(List<Report> reports, Writer out) throws XMLStreamException {
    JUnitXml.write(reports.stream().map(JUnitXmlReport::suite).toList(), out);
  }

  private static JUnitXml.Suite suite(Report report) {
    return new JUnitXml.Suite(
        report.backend().id() + " " + report.backend().version(),
        report.circumstances().began(),
        report.circumstances().duration(),
        report.circumstances().asProperties(),
        report.results().stream().map(JUnitXmlReport::test).toList());
  }

  private static JUnitXml.Case test(CheckResult result) {
    int slash = result.id().lastIndexOf('/');
    return new JUnitXml.Case(
        result.id().substring(0, slash).replace('/', '.'),
        result.id().substring(slash + 1),
        result.time(),
        switch (result.status()) {
          case PASSED -> new JUnitXml.Outcome.Passed();
          case FAILED -> new JUnitXml.Outcome.Failed(result.message());
          case SKIPPED, NOT_COVERED ->
              new JUnitXml.Outcome.Skipped(result.status().label() + ": " + result.message());
        });
  }
}
