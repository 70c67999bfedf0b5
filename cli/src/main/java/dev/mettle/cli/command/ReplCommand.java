package dev.mettle.cli.command;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.repl.Repl;
import dev.mettle.cli.repl.Settings;
import dev.mettle.cli.run.LimitOptions;
import dev.mettle.cli.run.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mettle repl}. */
@Command(
    name = "repl",
    description = {
      "Evaluates what is typed, and keeps what was defined.",
      "Ctrl-C ends an evaluation, :help lists what else can be asked for.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExamples:%n",
    footer = {"  mettle repl", "  mettle repl --tier=vm library.metta"})
final class ReplCommand implements Callable<Integer> {
  private final ConsoleOutput output;

  @Parameters(paramLabel = "FILE", description = "Programs to run first.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--dumb",
      description = "Take the terminal for one that can do nothing but print.")
  private boolean dumb;

  @Mixin private TierOptions tierOptions = new TierOptions();

  @Mixin private TimeOption timeOption = new TimeOption();

  @Mixin private FileAccessOptions fileOptions = new FileAccessOptions();

  ReplCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException {
    List<Source> programs = files.stream().map(Source::named).toList();
    if (!Source.areThere(programs)) {
      return ExitStatus.WRONG_USAGE;
    }
    return Repl.run(
        output,
        new Settings(
            programs,
            tierOptions.tier(),
            tierOptions.compilation(),
            fileOptions.get(),
            LimitOptions.of(0, timeOption.orElse(0))),
        dumb);
  }
}
