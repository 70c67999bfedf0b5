package dev.mettle.cli;

import dev.mettle.cli.command.Invocation;
import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ProcessEnd;
import dev.mettle.cli.run.CommandThread;

/** The entry point of the {@code mettle} command. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Thread thread = new CommandThread(() -> runAndEnd(arguments));
    ProcessEnd.stopsRunOf(thread);
    thread.start();
  }

  private static void runAndEnd(String[] arguments) {
    ConsoleOutput output = ConsoleOutput.standard();
    int status;
    try {
      status = Invocation.execute(arguments, output);
      output.flush();
    } catch (ConsoleOutput.Closed closed) {
      status = closed.exitStatus();
    }
    ProcessEnd.with(status);
  }
}
