package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.inspect.BackendListing;
import dev.mettle.vm.tier.BackendCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code mettle backends}. */
@Command(
    name = "backends",
    description = {
      "Lists the backends that were found.",
      "Says which one compiles, and why others cannot. More are found in the jars "
          + "that METTLE_CLASSPATH names.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class BackendsCommand implements Callable<Integer> {
  private final ConsoleOutput output;

  BackendsCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    BackendListing.of(BackendCatalog.discover()).forEach(output::line);
    return ExitStatus.OK;
  }
}
