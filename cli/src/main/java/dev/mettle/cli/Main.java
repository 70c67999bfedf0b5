package dev.mettle.cli;

import dev.mettle.cli.command.MettleCommand;

/**
 * The entry point of the {@code mettle} command.
 *
 * <p>Running a file is what the command is mostly started for, and how soon the first answer comes
 * is part of the product. So the plain forms of {@code run} are recognised by hand; everything
 * else, wrong usage and help included, goes through picocli.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    ConsoleOutput output = ConsoleOutput.standard();
    int status;
    try {
      status = execute(arguments, output);
      output.flush();
    } catch (ConsoleOutput.Closed closed) {
      status = closed.exitStatus();
    }
    // Not System.exit: that looks for a logger in every jar first, which takes as long as the
    // start.
    System.err.flush();
    Runtime.getRuntime().halt(status);
  }

  /** Runs the command and returns its exit status; nothing in it ends the process. */
  // A user's mistake must not show as a stack trace, wherever it is noticed.
  @SuppressWarnings("CatchThrowable")
  static int execute(String[] arguments, ConsoleOutput output) {
    try {
      RunRequest plain = PlainRun.parse(arguments);
      return plain != null
          ? new ProgramRun(output).run(plain)
          : MettleCommand.execute(arguments, output);
    } catch (ConsoleOutput.Closed closed) {
      return closed.exitStatus();
    } catch (Throwable thrown) {
      return Failure.report(thrown, false);
    }
  }
}
