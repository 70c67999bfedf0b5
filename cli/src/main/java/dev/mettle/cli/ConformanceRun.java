package dev.mettle.cli;

import dev.mettle.conformance.Conformance;
import dev.mettle.conformance.ConformanceOptions;
import dev.mettle.conformance.Report;
import dev.mettle.conformance.report.HtmlReport;
import dev.mettle.conformance.report.JUnitXmlReport;
import dev.mettle.conformance.report.TableReport;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.BackendCatalog;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Checks backends with the conformance kit. */
public final class ConformanceRun {

  /** Writes a report of several backends. */
  private interface ReportWriter {
    void write(List<Report> reports, Writer out) throws XMLStreamException;
  }

  private final ConsoleOutput output;

  /** Prints to the given output. */
  public ConformanceRun(ConsoleOutput output) {
    this.output = output;
  }

  /**
   * Checks one backend or all, prints the table and writes the reports that were asked for.
   *
   * @return the exit status: success only if no check failed
   * @throws dev.mettle.vm.tier.UnknownBackendException if there is no backend of that name
   */
  public int run(
      Optional<String> backend,
      ConformanceOptions options,
      Optional<Path> junitXml,
      Optional<Path> html) {
    BackendCatalog catalog = BackendCatalog.discover();
    List<AvailableBackend> backends =
        backend.isPresent() ? catalog.select(backend).stream().toList() : catalog.backends();
    catalog.problems().forEach(problem -> System.err.println("mettle: not usable: " + problem));
    if (backends.isEmpty()) {
      System.err.println("mettle: no backend was found");
      return ExitStatus.PROGRAM_ERROR;
    }
    List<Report> reports = new ArrayList<>();
    for (AvailableBackend each : backends) {
      reports.add(Conformance.run(each.backend(), options, result -> {}));
    }
    output.line(TableReport.print(reports).stripTrailing());
    boolean written =
        write(junitXml, reports, JUnitXmlReport::write) & write(html, reports, HtmlReport::write);
    if (!written) {
      return ExitStatus.WRONG_USAGE;
    }
    return reports.stream().allMatch(Report::isConformant)
        ? ExitStatus.OK
        : ExitStatus.PROGRAM_ERROR;
  }

  private static boolean write(Optional<Path> file, List<Report> reports, ReportWriter writer) {
    if (file.isEmpty()) {
      return true;
    }
    try (Writer out = Files.newBufferedWriter(file.get())) {
      writer.write(reports, out);
      return true;
    } catch (XMLStreamException e) {
      System.err.println("mettle: cannot write %s (%s)".formatted(file.get(), e.getMessage()));
      return false;
    } catch (IOException e) {
      System.err.println(
          "mettle: cannot write %s (%s)".formatted(file.get(), Source.reason(file.get(), e)));
      return false;
    }
  }
}
