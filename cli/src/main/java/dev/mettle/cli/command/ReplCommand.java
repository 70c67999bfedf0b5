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
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mettle repl}. */
@Command(
    name = ReplCommand.NAME,
    description = {
      "Evaluates what is typed, and keeps what was defined.",
      "Ctrl-C ends an evaluation, :help lists what else can be asked for. What stands behind -- "
          + "is for programs.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExamples:%n",
    footer = {"  mettle repl", "  mettle repl --tier=vm library.metta"})
final class ReplCommand implements Callable<Integer> {
  static final String NAME = "repl";

  private final ConsoleOutput output;
  private final List<String> ofProgram;

  @Parameters(paramLabel = "FILE", description = "Programs to run first.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--dumb",
      description = "Take the terminal for one that can do nothing but print.")
  private boolean dumb;

  @Mixin private TierOptions tierOptions = new TierOptions();

  @Mixin private TimeOption timeOption = new TimeOption();

  @Mixin private FileAccessOptions fileOptions = new FileAccessOptions();

  ReplCommand(ConsoleOutput output, List<String> ofProgram) {
    this.output = output;
    this.ofProgram = ofProgram;
  }

  @Override
  public Integer call() throws IOException {
    return run(
        output,
        new Settings(
            files.stream().map(Source::named).toList(),
            tierOptions.tier(),
            tierOptions.compilation(),
            fileOptions.get(),
            LimitOptions.of(0, timeOption.orElse(0)),
            ofProgram),
        dumb);
  }

  private static int run(ConsoleOutput output, Settings settings, boolean dumb) throws IOException {
    return Source.areThere(settings.programs())
        ? Repl.run(output, settings, dumb)
        : ExitStatus.WRONG_USAGE;
  }

  /** Whether a prompt is asked for, and nothing else but files to load first. */
  static boolean isPlain(String[] arguments) {
    return arguments.length > 0
        && arguments[0].equals(NAME)
        && Stream.of(arguments).noneMatch(argument -> argument.startsWith("-"));
  }

  /** Does what arguments that are plain ask for, without the command-line library. */
  static int runPlain(String[] arguments, ConsoleOutput output) throws IOException {
    return run(
        output, Settings.of(Stream.of(arguments).skip(1).map(Source::named).toList()), false);
  }
}
