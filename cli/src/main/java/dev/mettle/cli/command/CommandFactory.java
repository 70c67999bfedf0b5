package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import java.util.List;
import picocli.CommandLine;

/** Makes the commands that print, and leaves the rest to picocli. */
final class CommandFactory implements CommandLine.IFactory {
  private final ConsoleOutput output;
  private final List<String> ofProgram;

  CommandFactory(ConsoleOutput output, List<String> ofProgram) {
    this.output = output;
    this.ofProgram = ofProgram;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == RunCommand.class) {
      return type.cast(new RunCommand(output, ofProgram));
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
    if (type == VersionCommand.class) {
      return type.cast(new VersionCommand(output));
    }
    if (type == TestCommand.class) {
      return type.cast(new TestCommand(output, ofProgram));
    }
    if (type == ReplCommand.class) {
      return type.cast(new ReplCommand(output, ofProgram));
    }
    if (type == WhyCommand.class) {
      return type.cast(new WhyCommand(output));
    }
    if (type == CachesCommand.class) {
      return type.cast(new CachesCommand(output));
    }
    if (type == ExplainCommand.class) {
      return type.cast(new ExplainCommand(output));
    }
    if (type == CompareCommand.class) {
      return type.cast(new CompareCommand(output));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
