package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.run.LimitOptions;
import dev.mettle.cli.run.ProgramRun;
import dev.mettle.cli.run.RunRequest;
import dev.mettle.cli.run.Source;
import dev.mettle.vm.limits.RunLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mettle run}. */
@Command(
    name = "run",
    description = {
      "Runs programs and prints the results of each ! expression.",
      "Each ! gives a line. Several files run one after the other in one space; "
          + "expressions come last. What stands behind -- is for the program, which finds "
          + "it by the module command-line.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mettle run program.metta",
      "  mettle run library.metta -e '(main)'",
      "  mettle run -I ~/metta-libs program.metta",
      "  mettle run --tier=vm --stats program.metta",
      "  mettle run --backend=javassist program.metta",
      "  mettle run --threshold=0 --stats program.metta",
      "  mettle run --timeout=2.5 program.metta",
      "  mettle run program.metta -- input.txt 10",
      "  echo '!(+ 1 2)' | mettle run -"
    })
final class RunCommand implements Callable<Integer> {
  private final ConsoleOutput output;
  private final List<String> ofProgram;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Programs; - or none is standard input.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "-e",
      paramLabel = "EXPR",
      description =
          "Evaluate this expression, with or without ! in front; may be given several times."
              + " Rules, types and texts of more than one atom run as a program does.")
  private List<String> expressions = new ArrayList<>();

  @Option(
      names = "--stream",
      description = "Print each result on a line of its own, as soon as it is known to count.")
  private boolean streaming;

  @Option(
      names = "--stats",
      description = "Say on standard error what ran on which tier, and why something did not.")
  private boolean statistics;

  @Option(
      names = "--max-steps",
      paramLabel = "N",
      description = "End each program after so many steps of the machine.")
  private long maxSteps;

  @Mixin private TierOptions tierOptions = new TierOptions();

  @Mixin private TimeOption timeOption = new TimeOption();

  @Mixin private FileAccessOptions fileOptions = new FileAccessOptions();

  @SuppressWarnings("NullAway.Init")
  RunCommand(ConsoleOutput output, List<String> ofProgram) {
    this.output = output;
    this.ofProgram = ofProgram;
  }

  @Override
  public Integer call() {
    List<Source> sources = new ArrayList<>();
    for (String file : files) {
      sources.add(Source.named(file));
    }
    for (int i = 0; i < expressions.size(); i++) {
      sources.add(new Source.Inline(expressions.get(i), i + 1));
    }
    if (sources.isEmpty()) {
      sources.add(new Source.StandardInput(System.in));
    }
    return new ProgramRun(output)
        .run(
            new RunRequest(
                sources,
                tierOptions.tier(),
                tierOptions.compilation(),
                statistics,
                fileOptions.get(),
                limits(),
                streaming,
                // The handler of exceptions has looked at the option already.
                false,
                ofProgram));
  }

  private RunLimits limits() {
    if (spec.commandLine().getParseResult().hasMatchedOption("--max-steps")
        && !LimitOptions.isSteps(maxSteps)) {
      throw new ParameterException(spec.commandLine(), "--max-steps wants a positive number");
    }
    return LimitOptions.of(maxSteps, timeOption.orElse(0));
  }
}
