package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.console.ProcessEnd;
import dev.mettle.cli.run.LimitOptions;
import dev.mettle.cli.run.Source;
import dev.mettle.cli.testing.TestRequest;
import dev.mettle.cli.testing.TestRun;
import dev.mettle.cli.testing.Watch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mettle test}. */
@Command(
    name = "test",
    description = {
      "Runs programs and reports their tests.",
      "A test is a ! that is a call of a library assert. Each program runs in an engine of its own,"
          + " and nothing ends it early; any other ! that gives an error is reported as well. Each"
          + " ! may take 60 seconds if --timeout does not say otherwise. What stands behind -- is"
          + " for the programs. Exit status 1 if something failed.",
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
  /** How long each evaluation may take if nothing is said, in seconds. */
  private static final double PATIENCE = 60;

  private final ConsoleOutput output;
  private final List<String> ofProgram;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The programs.")
  private List<Path> files = List.of();

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description =
          "Report only tests with this text in their place or expression. All the same everything"
              + " runs, since tests may need what comes before them. Exit status 1 if no test has"
              + " it.")
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

  @Mixin private TierOptions tierOptions = new TierOptions();

  @Mixin private TimeOption timeOption = new TimeOption();

  @Mixin private FileAccessOptions fileOptions = new FileAccessOptions();

  TestCommand(ConsoleOutput output, List<String> ofProgram) {
    this.output = output;
    this.ofProgram = ofProgram;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Source.ProgramFile> programs = files.stream().map(Source.ProgramFile::new).toList();
    TestRequest request =
        new TestRequest(
            programs,
            tierOptions.tiers(),
            tierOptions.compilation(),
            fileOptions.get(),
            LimitOptions.of(0, timeOption.orElse(PATIENCE)),
            ofProgram,
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
}
