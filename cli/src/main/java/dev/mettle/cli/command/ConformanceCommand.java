package dev.mettle.cli.command;

import dev.mettle.cli.ConformanceRun;
import dev.mettle.cli.ConsoleOutput;
import dev.mettle.conformance.ConformanceOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mettle conformance}. */
@Command(
    name = "conformance",
    description = {
      "Checks backends against the meaning of the opcodes and prints a table.",
      "Exit status 1 if a check failed.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mettle conformance",
      "  mettle conformance --backend=javassist --html=report.html",
      "  METTLE_CLASSPATH=my-backend.jar mettle conformance --backend=my-backend"
    })
final class ConformanceCommand implements Callable<Integer> {
  private final ConsoleOutput output;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Check this backend; all that were found by default.")
  private @Nullable String backend;

  @Option(
      names = "--junit-xml",
      paramLabel = "FILE",
      description = "Write the results as JUnit XML.")
  private @Nullable Path junitXml;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the results as a web page.")
  private @Nullable Path html;

  @Option(
      names = "--programs",
      paramLabel = "N",
      description = "How many programs to generate; default ${DEFAULT-VALUE}.")
  private int programs = ConformanceOptions.DEFAULT.programs();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the first of them; default ${DEFAULT-VALUE}.")
  private long seed = ConformanceOptions.DEFAULT.seed();

  ConformanceCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    return new ConformanceRun(output)
        .run(
            Optional.ofNullable(backend),
            ConformanceOptions.DEFAULT.withPrograms(seed, programs),
            Optional.ofNullable(junitXml),
            Optional.ofNullable(html));
  }
}
