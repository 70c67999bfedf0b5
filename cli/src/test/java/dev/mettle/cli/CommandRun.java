package dev.mettle.cli;

import dev.mettle.cli.command.Invocation;
import dev.mettle.cli.console.ConsoleOutput;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One run of the command within the process of the tests.
 *
 * @param status the exit status
 * @param out standard output of the command; what programs print is not in it
 * @param err standard error
 */
record CommandRun(int status, String out, String err) {

  static CommandRun of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      ConsoleOutput output = new ConsoleOutput(out);
      int status = Invocation.execute(arguments, output);
      output.flush();
      return new CommandRun(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }
}
