package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.Failure;
import dev.mettle.cli.run.ProgramRun;
import dev.mettle.cli.run.RunArguments;
import dev.mettle.cli.run.RunRequest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One command line.
 *
 * <p>Running a file is what the command is mostly started for, and how soon the first answer comes
 * is part of the product. So the arguments of {@code run} are read by hand, and a prompt without
 * options needs no reading; everything else, wrong usage and help included, goes through picocli.
 */
public final class Invocation {
  private Invocation() {}

  /** The arguments with a command in front: what is no command but a program is run. */
  private static String[] asCommand(String[] arguments) {
    if (!RunArguments.meanRun(arguments)) {
      return arguments;
    }
    return Stream.concat(Stream.of("run"), Stream.of(arguments)).toArray(String[]::new);
  }

  /** Runs the command and returns its exit status; nothing in it ends the process. */
  // A user's mistake must not show as a stack trace, wherever it is noticed.
  @SuppressWarnings("CatchThrowable")
  public static int execute(String[] arguments, ConsoleOutput output) {
    boolean debugging = false;
    try {
      if (ReplCommand.isPlain(arguments)) {
        return ReplCommand.runPlain(arguments, output);
      }
      Optional<RunRequest> plain = RunArguments.parse(arguments);
      debugging = plain.isPresent() && plain.get().debugging();
      return plain.isPresent()
          ? new ProgramRun(output).run(plain.get())
          : MettleCommand.execute(asCommand(arguments), output);
    } catch (ConsoleOutput.Closed closed) {
      return closed.exitStatus();
    } catch (Throwable thrown) {
      return Failure.report(thrown, debugging);
    }
  }
}
