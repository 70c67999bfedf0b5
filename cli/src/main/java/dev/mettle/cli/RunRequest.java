package dev.mettle.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish to run a program, as the command line expressed it.
 *
 * @param sources what to run, one after the other in one space
 * @param tier how far the program may be compiled
 * @param backend the backend to compile with, or null for the engine's own choice
 * @param statistics whether to say on standard error what ran on which tier
 * @param debug whether failures of the engine itself show their stack traces
 */
public record RunRequest(
    List<Source> sources,
    TierChoice tier,
    @Nullable String backend,
    boolean statistics,
    boolean debug) {

  /** A request without any option. */
  static RunRequest plain(List<Source> sources) {
    return new RunRequest(sources, TierChoice.TREE, null, false, false);
  }
}
