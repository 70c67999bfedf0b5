package dev.mettle.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How much to check.
 *
 * @param skips what to leave out
 * @param seed the seed of the first generated program
 * @param programs how many programs to generate
 * @param reproducers where to save programs that failed, and to look for saved ones
 */
public record ConformanceOptions(
    List<Skip> skips, long seed, int programs, Optional<Path> reproducers) {

  /** Nothing left out, two hundred programs. */
  public static final ConformanceOptions DEFAULT =
      new ConformanceOptions(List.of(), 1, 200, Optional.empty());

  /** Copies the list. */
  public ConformanceOptions {
    skips = List.copyOf(skips);
  }

  /** These options with other skips. */
  public ConformanceOptions withSkips(List<Skip> others) {
    return new ConformanceOptions(others, seed, programs, reproducers);
  }

  /** These options with other generated programs. */
  public ConformanceOptions withPrograms(long firstSeed, int count) {
    return new ConformanceOptions(skips, firstSeed, count, reproducers);
  }

  /** These options with a directory for reproducers. */
  public ConformanceOptions withReproducers(Path directory) {
    return new ConformanceOptions(skips, seed, programs, Optional.of(directory));
  }
}
