package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.console.ProcessEnd;
import dev.mettle.cli.repl.Rehearsal;
import dev.mettle.cli.run.CommandThread;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs several command lines in one process. The AOT cache of the command holds what one process
 * has used, so this is what it is made from.
 */
final class Training {
  /** A prompt at a terminal, which there is none of. */
  private static final List<String> PROMPT = List.of("repl");

  private Training() {}

  /**
   * Runs the command lines of a file.
   *
   * @param arguments the file: an argument on each line, an empty line behind each command line
   */
  public static void main(String[] arguments) throws IOException, ClassNotFoundException {
    // Not run here, but loaded at each start.
    Class.forName("dev.mettle.cli.Main");
    List<String> lines = Files.readAllLines(Path.of(arguments[0]));
    Thread thread = new CommandThread(() -> runAll(lines));
    thread.setUncaughtExceptionHandler(
        (ended, thrown) -> {
          thrown.printStackTrace();
          Runtime.getRuntime().halt(1);
        });
    ProcessEnd.stopsRunOf(thread);
    thread.start();
  }

  private static void runAll(List<String> lines) {
    List<String> line = new ArrayList<>();
    for (String argument : lines) {
      if (!argument.isEmpty()) {
        line.add(argument);
      } else if (!line.isEmpty()) {
        run(line);
        line.clear();
      }
    }
    if (!line.isEmpty()) {
      run(line);
    }
    Runtime.getRuntime().exit(0);
  }

  private static void run(List<String> line) {
    if (line.equals(PROMPT)) {
      try {
        Rehearsal.play();
      } catch (IOException | ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
      return;
    }
    ConsoleOutput output = new ConsoleOutput(OutputStream.nullOutputStream());
    int status = Invocation.execute(line.toArray(String[]::new), output);
    if (status != ExitStatus.OK) {
      throw new IllegalStateException(line + " ended with status " + status);
    }
  }
}
