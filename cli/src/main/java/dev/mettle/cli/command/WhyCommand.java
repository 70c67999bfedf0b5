package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.why.WhyRun;
import picocli.CommandLine.Command;
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
final class WhyCommand extends ExplainingCommand {

  @Parameters(index = "1", paramLabel = "EXPR", description = "The expression.")
  private String expression = "";

  WhyCommand(ConsoleOutput output) {
    super(new WhyRun(output));
  }

  @Override
  String expression() {
    return expression;
  }
}
