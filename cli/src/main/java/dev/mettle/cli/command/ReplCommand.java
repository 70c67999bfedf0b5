package dev.mettle.cli.command;

import dev.mettle.cli.ConsoleOutput;
import dev.mettle.cli.ExitStatus;
import dev.mettle.cli.LimitOptions;
import dev.mettle.cli.Source;
import dev.mettle.cli.repl.Repl;
import dev.mettle.cli.repl.Settings;
import dev.mettle.vm.tier.Tier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mettle repl}. */
@Command(
    name = "repl",
    description = {
      "Evaluates what is typed, and keeps what was defined. Ctrl-C ends an evaluation,",
      ":help lists what else can be asked for.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    footerHeading = "%nExamples:%n",
    footer = {"  mettle repl", "  mettle repl --tier=vm library.metta"})
final class ReplCommand implements Callable<Integer> {
  private final ConsoleOutput output;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Programs to run first.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      converter = TierConverter.class,
      description = "How far to compile: tree, vm or jit; default ${DEFAULT-VALUE}.")
  private Tier tier = Tier.JIT;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The backend that compiles hot functions; see 'mettle backends'.")
  private @Nullable String backend;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "End each evaluation after so many seconds.")
  private double timeout;

  @Option(
      names = "--dumb",
      description = "Take the terminal for one that can do nothing but print.")
  private boolean dumb;

  @Mixin private FileAccessOptions fileOptions = new FileAccessOptions();

  @SuppressWarnings("NullAway.Init")
  ReplCommand(ConsoleOutput output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException {
    if (spec.commandLine().getParseResult().hasMatchedOption("--timeout")
        && !LimitOptions.isTime(timeout)) {
      throw new ParameterException(
          spec.commandLine(),
          "--timeout wants a positive number of seconds, at most " + LimitOptions.LONGEST);
    }
    List<Source> programs = files.stream().map(Source::named).toList();
    if (!Source.areThere(programs)) {
      return ExitStatus.WRONG_USAGE;
    }
    return Repl.run(
        output,
        new Settings(
            programs,
            tier,
            Optional.ofNullable(backend),
            fileOptions.get(),
            LimitOptions.of(0, timeout)),
        dumb);
  }
}
