package dev.mettle.cli.run;

import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.tier.Tier;
import java.util.List;

/**
 * A wish to run a program, as the command line expressed it.
 *
 * @param sources what to run, one after the other in one space
 * @param tier how far the program may be compiled
 * @param compilation what compiles its hot functions, and when
 * @param statistics whether to say on standard error what ran on which tier
 * @param files which files the program may use
 * @param limits how long each of the sources may run
 * @param streaming whether each result is printed as soon as it is known to count
 * @param debugging whether a defect shows its stack trace
 * @param arguments what the program is told
 */
public record RunRequest(
    List<Source> sources,
    Tier tier,
    CompileOptions compilation,
    boolean statistics,
    FileOptions files,
    RunLimits limits,
    boolean streaming,
    boolean debugging,
    List<String> arguments) {

  /** The tier of programs of which nothing else is said. */
  public static final Tier DEFAULT_TIER = Tier.JIT;

  /** What stands between the arguments of the command and those of the program. */
  public static final String END = "--";
}
