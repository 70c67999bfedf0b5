package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code mettle version}. */
@Command(
    name = "version",
    description = {"Prints the version of Mettle and of the JVM that runs it.", ""},
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class VersionCommand implements Callable<Integer> {
  private final ConsoleOutput output;

  VersionCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    for (String line : new BuildVersion().getVersion()) {
      output.line(line);
    }
    return ExitStatus.OK;
  }
}
