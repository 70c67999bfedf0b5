package dev.mettle.cli.command;

import dev.mettle.cli.ConsoleOutput;
import dev.mettle.cli.ExitStatus;
import dev.mettle.cli.LimitOptions;
import dev.mettle.cli.ProcessEnd;
import dev.mettle.cli.Source;
import dev.mettle.cli.testing.TestRequest;
import dev.mettle.cli.testing.TestRun;
import dev.mettle.cli.testing.Watch;
import dev.mettle.vm.tier.Tier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mettle test}. */
@Command(
    name = "test",
    description = {
      "Runs programs, each in an engine of its own, and reports their tests: every ! that is a",
      "call of a library assert. Nothing ends a program early; any other ! that gives an error",
      "is reported as well. Exit status 1 if something failed.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mettle test tests/*.metta",
      "  mettle test --tier=all --timeout=5 tests.metta",
      "  mettle test --junit-xml=report.xml --filter=assertEqual tests.metta",
      "  mettle test --watch tests.metta"
    })
final class TestCommand implements Callable<Integer> {
  private static final String ALL = "all";

  private final ConsoleOutput output;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The programs.")
  private List<Path> files = List.of();

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description = "tree, vm or jit, or all: each in turn, with differences; default jit.")
  private String tier = Tier.JIT.toString();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The backend that compiles hot functions; see 'mettle backends'.")
  private @Nullable String backend;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long each ! may take; default ${DEFAULT-VALUE}.")
  private double timeout = 60;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = {
        "Report only tests with this text in their place or expression.",
        "All the same everything runs, since tests may need what comes before them."
      })
  private String filter = "";

  @Option(names = "--tap", description = "Report as the Test Anything Protocol wants it.")
  private boolean tap;

  @Option(
      names = "--junit-xml",
      paramLabel = "REPORT",
      description = "Write the report as JUnit XML, too.")
  private @Nullable Path junitXml;

  @Option(
      names = "--watch",
      description = "Test again when a program or a module beside it changes.")
  private boolean watch;

  @Mixin private FileAccessOptions fileOptions = new FileAccessOptions();

  @SuppressWarnings("NullAway.Init")
  TestCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!LimitOptions.isTime(timeout)) {
      throw new ParameterException(
          spec.commandLine(),
          "--timeout wants a positive number of seconds, at most " + LimitOptions.LONGEST);
    }
    List<Source.ProgramFile> programs = files.stream().map(Source.ProgramFile::new).toList();
    TestRequest request =
        new TestRequest(
            programs,
            tiers(),
            Optional.ofNullable(backend),
            fileOptions.get(),
            LimitOptions.of(0, timeout),
            filter,
            tap,
            Optional.ofNullable(junitXml));
    Watch changes = new Watch(programs);
    int status = new TestRun(output, request).run();
    while (watch && status != ExitStatus.WRONG_USAGE && !ProcessEnd.hasBegun()) {
      changes.await();
      output.line("");
      status = new TestRun(output, request).run();
    }
    return status;
  }

  private List<Tier> tiers() {
    if (tier.equalsIgnoreCase(ALL)) {
      return List.of(Tier.values());
    }
    return List.of(
        Tier.of(tier)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "'" + tier + "' is no tier; there are " + Tier.names() + ", all")));
  }
}
