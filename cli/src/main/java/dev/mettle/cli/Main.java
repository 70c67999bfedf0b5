package dev.mettle.cli;

import dev.mettle.cli.command.Invocation;
import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ProcessEnd;
import dev.mettle.cli.run.CommandThread;

/** The entry point of the {@code mettle} command. No lambda: one would be made at each start. */
public final class Main implements Runnable {

  private final String[] arguments;

  private Main(String[] arguments) {
    this.arguments = arguments;
  }

  public static void main(String[] arguments) {
    Thread thread = new CommandThread(new Main(arguments));
    ProcessEnd.stopsRunOf(thread);
    thread.start();
  }

  /** Runs the command and ends the process. */
  @Override
  public void run() {
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
