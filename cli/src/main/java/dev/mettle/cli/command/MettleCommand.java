package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.console.Failure;
import dev.mettle.cli.run.RunRequest;
import dev.mettle.vm.tier.UnknownBackendException;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code mettle} command, of which everything else is a subcommand. */
@Command(
    name = "mettle",
    description = "Runs and compiles programs in the MeTTa language.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mettle run program.metta          run a file; so does 'mettle program.metta'",
      "  mettle run -e '(+ 1 2)'           evaluate an expression",
      "  echo '!(+ 1 2)' | mettle run      run what comes in on standard input",
      "",
      "Exit status: 0 when all went well, 1 when the program ended in an error or does not parse,"
          + " 2 for wrong usage, 3 when a limit of steps, time or memory ended the program, 4 when"
          + " Mettle itself is at fault.",
      "METTLE_OPTS holds options for the JVM."
    })
public final class MettleCommand implements Runnable {
  private static final String HELP = "help";

  /** The commands in the order of the help; the library reads a class when it gets it. */
  private static final SequencedMap<String, Class<?>> COMMANDS = commands();

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces when Mettle itself fails.")
  private boolean debug;

  /** Called by picocli. */
  @SuppressWarnings("NullAway.Init")
  public MettleCommand() {}

  private static SequencedMap<String, Class<?>> commands() {
    SequencedMap<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("run", RunCommand.class);
    commands.put("test", TestCommand.class);
    commands.put("repl", ReplCommand.class);
    commands.put("why", WhyCommand.class);
    commands.put("explain", ExplainCommand.class);
    commands.put("disasm", DisasmCommand.class);
    commands.put("backends", BackendsCommand.class);
    commands.put("conformance", ConformanceCommand.class);
    commands.put("compare", CompareCommand.class);
    commands.put("caches", CachesCommand.class);
    commands.put("version", VersionCommand.class);
    commands.put(HELP, CommandLine.HelpCommand.class);
    return commands;
  }

  /** Parses the arguments, does what they ask for and returns the exit status. */
  // Picocli passes on errors that are no exceptions.
  @SuppressWarnings("CatchThrowable")
  public static int execute(String[] arguments, ConsoleOutput output) {
    int end = Arrays.asList(arguments).indexOf(RunRequest.END);
    List<String> ofProgram =
        end < 0 ? List.of() : List.of(arguments).subList(end + 1, arguments.length);
    String[] own = end < 0 ? arguments : Arrays.copyOf(arguments, end);
    MettleCommand command = new MettleCommand();
    CommandLine line = commandLine(command, new CommandFactory(output, ofProgram), needed(own));
    line.setOut(new PrintWriter(output));
    line.setExpandAtFiles(false);
    line.setParameterExceptionHandler(MettleCommand::wrongUsage);
    line.setExecutionExceptionHandler(command::failed);
    line.setExecutionStrategy(MettleCommand::carryOut);
    try {
      Optional<String> unknown = unknownCommand(own, line);
      if (unknown.isPresent()) {
        return wrongUsage(
            new CommandLine.UnmatchedArgumentException(line, List.of(unknown.get())), own);
      }
      return line.execute(own);
    } catch (ConsoleOutput.Closed closed) {
      return closed.exitStatus();
    } catch (Throwable thrown) {
      return Failure.report(thrown, command.debug);
    }
  }

  /** All commands and their options, for those who describe them; nothing of it can be executed. */
  public static CommandLine described() {
    return commandLine(
        new MettleCommand(),
        new CommandFactory(new ConsoleOutput(OutputStream.nullOutputStream()), List.of()),
        COMMANDS.sequencedKeySet());
  }

  /**
   * The commands that have to be known to do what is asked for: to look at the options of all of
   * them takes longer than most commands do.
   */
  private static Collection<String> needed(String[] arguments) {
    boolean one =
        arguments.length > 0 && COMMANDS.containsKey(arguments[0]) && !arguments[0].equals(HELP);
    return one ? List.of(arguments[0]) : COMMANDS.sequencedKeySet();
  }

  private static CommandLine commandLine(
      MettleCommand command, CommandFactory factory, Collection<String> needed) {
    CommandLine line = new CommandLine(command, factory);
    for (String name : needed) {
      line.addSubcommand(name, Objects.requireNonNull(COMMANDS.get(name)));
    }
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /**
   * The name of a command that does not exist. The library would print the general help if that was
   * asked for, and success with it.
   */
  private static Optional<String> unknownCommand(String[] arguments, CommandLine line) {
    return Stream.of(arguments)
        .filter(argument -> !argument.startsWith("-"))
        .findFirst()
        .filter(name -> !line.getSubcommands().containsKey(name));
  }

  private static int wrongUsage(ParameterException problem, String[] arguments) {
    CommandLine line = problem.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("mettle: " + reason(problem, line));
    CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return ExitStatus.WRONG_USAGE;
  }

  private static String reason(ParameterException problem, CommandLine line) {
    return problem instanceof CommandLine.UnmatchedArgumentException unmatched
            && line.getParent() == null
            && !unmatched.isUnknownOption()
        ? noCommand(unmatched.getUnmatched().getFirst(), line)
        : String.valueOf(problem.getMessage());
  }

  private static String noCommand(String name, CommandLine line) {
    return new File(name).isFile()
        ? "no command is called '%s'; 'mettle run %s' runs the file".formatted(name, name)
        : "no command is called '%s'; there are %s"
            .formatted(name, String.join(", ", line.getSubcommands().keySet()));
  }

  /** Does what was asked for; the library would print a stack trace where help has no reader. */
  private static int carryOut(ParseResult arguments) {
    try {
      return new CommandLine.RunLast().execute(arguments);
    } catch (ConsoleOutput.Closed closed) {
      return closed.exitStatus();
    }
  }

  private int failed(Exception problem, CommandLine line, ParseResult arguments) {
    return switch (problem) {
      case ConsoleOutput.Closed closed -> closed.exitStatus();
      case UnknownBackendException unknown -> {
        line.getErr().println("mettle: " + unknown.getMessage());
        yield ExitStatus.WRONG_USAGE;
      }
      default -> Failure.report(problem, debug);
    };
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
