package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.why.WhyRun;
import picocli.CommandLine.Command;
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
final class ExplainCommand extends ExplainingCommand {

  @Parameters(index = "1", paramLabel = "EXPR", description = "The query, (match SPACE PATTERN).")
  private String expression = "";

  ExplainCommand(ConsoleOutput output) {
    super(WhyRun.ofQueries(output));
  }

  @Override
  String expression() {
    return expression;
  }
}
