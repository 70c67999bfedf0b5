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

/** {@code mettle why}. */
@Command(
    name = "why",
    description = {
      "Explains why an expression is given back as it stands.",
      "Tells of it, or of a call in its result, which rules there are and where each "
          + "failed to match, words that nobody knows and what they may have meant, and "
          + "types that keep an argument from being evaluated. The program is run first, "
          + "for 60 seconds if --timeout does not say otherwise.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExample:%n",
    footer = {"  mettle why program.metta '(fact 3)'"})
final class WhyCommand implements Callable<Integer> {
  /** How long the program may run if nothing is said, in seconds. */
  private static final double PATIENCE = 60;

  private final ConsoleOutput output;

  @Parameters(index = "0", paramLabel = "FILE", description = "The program, which is run first.")
  private String file = "";

  @Parameters(index = "1", paramLabel = "EXPR", description = "The expression.")
  private String expression = "";

  @Mixin private TimeOption timeOption = new TimeOption();

  @Mixin private FileAccessOptions fileOptions = new FileAccessOptions();

  WhyCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    return new WhyRun(output)
        .run(
            List.of(Source.named(file)),
            expression,
            fileOptions.get(),
            LimitOptions.of(0, timeOption.orElse(PATIENCE)));
  }
}
