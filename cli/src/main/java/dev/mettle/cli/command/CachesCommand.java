package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code mettle caches}. */
@Command(
    name = "caches",
    description = {
      "Makes the caches that the command starts quickly from.",
      "They fit the JDK that runs it now. To be called once after an installation, "
          + "and again after a change of the JDK.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class CachesCommand implements Callable<Integer> {
  private final ConsoleOutput output;

  CachesCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    StartCaches caches = StartCaches.ofThisCommand();
    if (!caches.canBeNamed()) {
      System.err.println(
          "mettle: no caches can be made where the path has a ':' in it, which the JVM takes for"
              + " the end of a path; all else works there");
      return ExitStatus.WRONG_USAGE;
    }
    if (!caches.canBeMade()) {
      System.err.println(
          "mettle: no caches can be made in "
              + caches.library()
              + ": it is no installation, or nothing can be written there");
      return ExitStatus.WRONG_USAGE;
    }
    List<String> failed = caches.make();
    failed.forEach(cache -> System.err.println("mettle: " + cache + " could not be made"));
    if (failed.isEmpty()) {
      output.line("The command starts from caches made by " + System.getProperty("java.home"));
    }
    return failed.isEmpty() ? ExitStatus.OK : ExitStatus.DEFECT;
  }
}
