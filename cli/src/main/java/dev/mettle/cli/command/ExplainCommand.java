package dev.mettle.cli.command;

import dev.mettle.cli.ConsoleOutput;
import dev.mettle.cli.LimitOptions;
import dev.mettle.cli.Source;
import dev.mettle.cli.why.WhyRun;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mettle explain}. */
@Command(
    name = "explain",
    description = {
      "Explains how a query would be answered: by nested loops or a join, by which arguments",
      "each pattern finds its facts, and how many there are.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExample:%n",
    footer = {"  mettle explain program.metta '(match &self (edge $x $y))'"})
final class ExplainCommand implements Callable<Integer> {
  private final ConsoleOutput output;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The program, which is run first.")
  private String file = "";

  @Parameters(index = "1", paramLabel = "EXPR", description = "The query, (match SPACE PATTERN).")
  private String expression = "";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long the program may run; default ${DEFAULT-VALUE}.")
  private double timeout = 60;

  @Mixin private FileAccessOptions fileOptions = new FileAccessOptions();

  @SuppressWarnings("NullAway.Init")
  ExplainCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    if (!LimitOptions.isTime(timeout)) {
      throw new ParameterException(
          spec.commandLine(),
          "--timeout wants a positive number of seconds, at most " + LimitOptions.LONGEST);
    }
    return WhyRun.ofQueries(output)
        .run(
            List.of(Source.named(file)),
            expression,
            fileOptions.get(),
            LimitOptions.of(0, timeout));
  }
}
