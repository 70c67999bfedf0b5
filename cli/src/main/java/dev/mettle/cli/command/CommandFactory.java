package dev.mettle.cli.command;

import dev.mettle.cli.ConsoleOutput;
import picocli.CommandLine;

/** Makes the commands that print, and leaves the rest to picocli. */
final class CommandFactory implements CommandLine.IFactory {
  private final ConsoleOutput output;

  CommandFactory(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == RunCommand.class) {
      return type.cast(new RunCommand(output));
    }
    if (type == BackendsCommand.class) {
      return type.cast(new BackendsCommand(output));
    }
    if (type == ConformanceCommand.class) {
      return type.cast(new ConformanceCommand(output));
    }
    if (type == DisasmCommand.class) {
      return type.cast(new DisasmCommand(output));
    }
    if (type == CompareCommand.class) {
      return type.cast(new CompareCommand(output));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
