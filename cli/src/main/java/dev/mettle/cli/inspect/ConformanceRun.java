package dev.mettle.cli.inspect;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.console.Progress;
import dev.mettle.cli.run.Source;
import dev.mettle.conformance.Conformance;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.report.HtmlReport;
import dev.mettle.conformance.report.JUnitXmlReport;
import dev.mettle.conformance.report.JsonReport;
import dev.mettle.conformance.report.Report;
import dev.mettle.conformance.report.TextReport;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.BackendCatalog;
import java.io.IOException;
import java.io.Writer;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/** Checks backends with the conformance kit. */
public final class ConformanceRun {

  /**
   * The files to write reports into.
   *
   * @param junitXml for build servers
   * @param html for people
   * @param json for other programs
   */
  public record Reports(Optional<Path> junitXml, Optional<Path> html, Optional<Path> json) {

    private List<Path> all() {
      return Stream.of(junitXml, html, json).flatMap(Optional::stream).toList();
    }
  }

  /** Writes a report of several backends. */
  private interface ReportWriter {
    void write(List<Report> reports, Writer out) throws XMLStreamException, IOException;
  }

  private final ConsoleOutput output;

  /** Prints to the given output. */
  public ConformanceRun(ConsoleOutput output) {
    this.output = output;
  }

  /**
   * Prints the names of the checks that these options choose, with their stages.
   *
   * @return the exit status
   */
  public static int list(ConformanceOptions options, ConsoleOutput output) {
    for (Check check : Conformance.checks(options)) {
      output.line("%d  %s".formatted(check.stage(), check.id()));
    }
    return ExitStatus.OK;
  }

  /**
   * Checks one backend or all, prints the table and writes the reports that were asked for.
   *
   * @param jars where to look for backends besides the class path
   * @param requiredStage up to this stage, checks that no compiled code served count as failed
   * @return the exit status: success only if no check failed
   * @throws dev.mettle.vm.tier.UnknownBackendException if there is no backend of that name
   */
  public int run(
      Optional<String> backend,
      List<Path> jars,
      ConformanceOptions options,
      int requiredStage,
      Reports files) {
    for (Path jar : jars) {
      if (!Files.exists(jar)) {
        System.err.println("mettle: %s does not exist".formatted(jar));
        return ExitStatus.WRONG_USAGE;
      }
      if (!Files.isDirectory(jar) && !isJar(jar)) {
        System.err.println("mettle: %s is no jar".formatted(jar));
        return ExitStatus.WRONG_USAGE;
      }
    }
    for (Path file : files.all()) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        System.err.println(
            "mettle: cannot write %s (there is no folder %s)".formatted(file, folder));
        return ExitStatus.WRONG_USAGE;
      }
    }
    BackendCatalog catalog =
        jars.isEmpty() ? BackendCatalog.discover() : BackendCatalog.discover(loader(jars));
    List<AvailableBackend> backends =
        backend.isPresent() ? catalog.select(backend).stream().toList() : catalog.backends();
    catalog.problems().forEach(problem -> System.err.println("mettle: not usable: " + problem));
    if (backends.isEmpty()) {
      System.err.println("mettle: no backend was found");
      return ExitStatus.PROGRAM_ERROR;
    }
    List<Report> reports = new ArrayList<>();
    for (AvailableBackend each : backends) {
      try (Progress progress = Progress.of("checks of " + each.id())) {
        AtomicLong done = new AtomicLong();
        reports.add(
            Conformance.run(
                each.backend(), options, result -> progress.at(done.incrementAndGet())));
      }
    }
    OpcodeTable.of(reports).forEach(output::line);
    output.line("");
    output.line(TextReport.print(reports).stripTrailing());
    for (Report report : reports) {
      for (CheckResult result : report.uncovered(requiredStage)) {
        output.line(
            "%s: not covered, stage %d: %s (%s)"
                .formatted(report.backend().id(), result.stage(), result.id(), result.message()));
      }
    }
    boolean written =
        write(files.junitXml(), reports, JUnitXmlReport::write)
            & write(files.html(), reports, HtmlReport::write)
            & write(files.json(), reports, JsonReport::write);
    if (!written) {
      return ExitStatus.WRONG_USAGE;
    }
    return reports.stream().allMatch(r -> r.isConformant() && r.uncovered(requiredStage).isEmpty())
        ? ExitStatus.OK
        : ExitStatus.PROGRAM_ERROR;
  }

  private static boolean isJar(Path file) {
    try (ZipFile jar = new ZipFile(file.toFile())) {
      return jar.size() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sees the jars, and everything that the command itself sees. */
  private static ClassLoader loader(List<Path> jars) {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = jars.get(i).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }
    return new URLClassLoader("backends to check", urls, ConformanceRun.class.getClassLoader());
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
