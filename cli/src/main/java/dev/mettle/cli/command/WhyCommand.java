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

/** {@code mettle why}. */
@Command(
    name = "why",
    description = {
      "Explains why an expression, or a call in its result, is given back as it stands: which",
      "rules there are and where each failed to match, words that nobody knows and what they",
      "may have meant, and types that keep an argument from being evaluated.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExample:%n",
    footer = {"  mettle why program.metta '(fact 3)'"})
final class WhyCommand implements Callable<Integer> {
  private final ConsoleOutput output;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The program, which is run first.")
  private String file = "";

  @Parameters(index = "1", paramLabel = "EXPR", description = "The expression.")
  private String expression = "";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long the program may run; default ${DEFAULT-VALUE}.")
  private double timeout = 60;

  @Mixin private FileAccessOptions fileOptions = new FileAccessOptions();

  @SuppressWarnings("NullAway.Init")
  WhyCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    if (!LimitOptions.isTime(timeout)) {
      throw new ParameterException(
          spec.commandLine(),
          "--timeout wants a positive number of seconds, at most " + LimitOptions.LONGEST);
    }
    return new WhyRun(output)
        .run(
            List.of(Source.named(file)),
            expression,
            fileOptions.get(),
            LimitOptions.of(0, timeout));
  }
}
