package dev.mettle.cli.command;

import dev.mettle.cli.ConsoleOutput;
import dev.mettle.cli.ExitStatus;
import dev.mettle.vm.tier.UnknownBackendException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The {@code mettle} command, of which everything else is a subcommand. */
@Command(
    name = "mettle",
    description = "Runs and compiles programs in the MeTTa language.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {
      RunCommand.class,
      DisasmCommand.class,
      BackendsCommand.class,
      ConformanceCommand.class,
      CompareCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mettle run program.metta          run a file",
      "  mettle run -e '(+ 1 2)'           evaluate an expression",
      "  echo '!(+ 1 2)' | mettle run      run what comes in on standard input",
      "",
      "Exit status: 0 when all went well, 1 when the program ended in an error or does not",
      "parse, 2 for wrong usage, 3 when a limit of steps, time or memory ended the program.",
      "METTLE_OPTS holds options for the JVM."
    })
public final class MettleCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Called by picocli. */
  @SuppressWarnings("NullAway.Init")
  public MettleCommand() {}

  /** Parses the arguments, does what they ask for and returns the exit status. */
  public static int execute(String[] arguments, ConsoleOutput output) {
    CommandLine line = new CommandLine(new MettleCommand(), new CommandFactory(output));
    line.setOut(new PrintWriter(output));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler(MettleCommand::wrongUsage);
    line.setExecutionExceptionHandler(MettleCommand::failed);
    return line.execute(arguments);
  }

  private static int wrongUsage(ParameterException problem, String[] arguments) {
    CommandLine line = problem.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("mettle: " + problem.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return ExitStatus.WRONG_USAGE;
  }

  private static int failed(Exception problem, CommandLine line, ParseResult arguments)
      throws Exception {
    if (problem instanceof UnknownBackendException) {
      line.getErr().println("mettle: " + problem.getMessage());
      return ExitStatus.WRONG_USAGE;
    }
    throw problem;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
