package dev.mettle.cli.command;

import dev.mettle.cli.run.LimitOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of all commands that run programs which says for how long. */
final class TimeOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description =
          "End each program, evaluation or test after so many seconds; fractions are welcome.")
  private @Nullable Double seconds;

  /** Called by picocli. */
  @SuppressWarnings("NullAway.Init")
  TimeOption() {}

  /** What was asked for, in seconds. */
  double orElse(double otherwise) {
    if (seconds == null) {
      return otherwise;
    }
    if (!LimitOptions.isTime(seconds)) {
      throw new ParameterException(
          spec.commandLine(),
          "--timeout wants a positive number of seconds, at most " + LimitOptions.LONGEST);
    }
    return seconds;
  }
}
