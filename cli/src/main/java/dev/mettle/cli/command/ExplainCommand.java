package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.run.LimitOptions;
import dev.mettle.cli.run.Source;
import dev.mettle.cli.why.WhyRun;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mettle explain}. */
@Command(
    name = "explain",
    description = {
      "Explains how a query would be answered.",
      "By nested loops or a join, by which arguments each pattern finds its facts, and how many"
          + " there are. The program is run first, for 60 seconds if --timeout does not say"
          + " otherwise.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExample:%n",
    footer = {"  mettle explain program.metta '(match &self (edge $x $y))'"})
final class ExplainCommand implements Callable<Integer> {
  /** How long the program may run if nothing is said, in seconds. */
  private static final double PATIENCE = 60;

  private final ConsoleOutput output;

  @Parameters(index = "0", paramLabel = "FILE", description = "The program, which is run first.")
  private String file = "";

  @Parameters(index = "1", paramLabel = "EXPR", description = "The query, (match SPACE PATTERN).")
  private String expression = "";

  @Mixin private TimeOption timeOption = new TimeOption();

  @Mixin private FileAccessOptions fileOptions = new FileAccessOptions();

  ExplainCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    return WhyRun.ofQueries(output)
        .run(
            List.of(Source.named(file)),
            expression,
            fileOptions.get(),
            LimitOptions.of(0, timeOption.orElse(PATIENCE)));
  }
}
