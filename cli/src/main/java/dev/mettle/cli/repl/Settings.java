package dev.mettle.cli.repl;

import dev.mettle.cli.run.CompileOptions;
import dev.mettle.cli.run.FileOptions;
import dev.mettle.cli.run.RunRequest;
import dev.mettle.cli.run.Source;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.tier.Tier;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a session begins with.
 *
 * @param programs what is loaded first
 * @param tier how far programs are compiled
 * @param compilation what compiles hot functions, and when
 * @param files which files programs may use
 * @param limits how long each input may take
 * @param arguments what programs find as the arguments of their command line
 */
public record Settings(
    List<Source> programs,
    Tier tier,
    CompileOptions compilation,
    FileOptions files,
    RunLimits limits,
    List<String> arguments) {

  /** Copies of the lists are kept. */
  public Settings {
    programs = List.copyOf(programs);
    arguments = List.copyOf(arguments);
  }

  /** What a session begins with of which nothing is said but the programs. */
  public static Settings of(List<Source> programs) {
    return new Settings(
        programs,
        RunRequest.DEFAULT_TIER,
        new CompileOptions(Optional.empty(), OptionalInt.empty()),
        new FileOptions(List.of(), false, List.of()),
        RunLimits.none(),
        List.of());
  }

  Settings withTier(Tier other) {
    return new Settings(programs, other, compilation, files, limits, arguments);
  }
}
