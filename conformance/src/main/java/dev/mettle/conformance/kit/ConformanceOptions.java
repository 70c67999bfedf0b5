package dev.mettle.conformance.kit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How much to check.
 *
 * @param skips what to leave out
 * @param seed the seed of the first generated program
 * @param programs how many programs to generate
 * @param selection which checks to run
 * @param timeLimit how long one check may take
 * @param reproducers where to save programs that failed, and to look for saved ones
 * @param classes where to write the classes of failed checks
 * @since 1.0
 */
public record ConformanceOptions(
    List<Skip> skips,
    long seed,
    int programs,
    Selection selection,
    Duration timeLimit,
    Optional<Path> reproducers,
    Path classes) {

  /** Nothing left out, two hundred programs, a minute for each check. */
  public static final ConformanceOptions DEFAULT =
      new ConformanceOptions(
          List.of(), 1, 200, Selection.ALL, Duration.ofMinutes(1), Optional.empty(), temporary());

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir", "."), "mettle-conformance");
  }

  /** Copies the list. */
  public ConformanceOptions {
    skips = List.copyOf(skips);
  }

  /** What leaves out the check of this name, if anything does. */
  public Optional<Skip> skipOf(String check) {
    return skips.stream().filter(skip -> skip.covers(check)).findFirst();
  }

  /** These options with other skips. */
  public ConformanceOptions withSkips(List<Skip> others) {
    return new ConformanceOptions(
        others, seed, programs, selection, timeLimit, reproducers, classes);
  }

  /** These options with other generated programs. */
  public ConformanceOptions withPrograms(long firstSeed, int count) {
    return new ConformanceOptions(
        skips, firstSeed, count, selection, timeLimit, reproducers, classes);
  }

  /** These options with a directory for reproducers. */
  public ConformanceOptions withReproducers(Path directory) {
    return new ConformanceOptions(
        skips, seed, programs, selection, timeLimit, Optional.of(directory), classes);
  }

  /** These options for other checks. */
  public ConformanceOptions withSelection(Selection other) {
    return new ConformanceOptions(skips, seed, programs, other, timeLimit, reproducers, classes);
  }

  /** These options with another limit for each check. */
  public ConformanceOptions withTimeLimit(Duration limit) {
    return new ConformanceOptions(skips, seed, programs, selection, limit, reproducers, classes);
  }

  /** These options with another folder for the classes of failed checks. */
  public ConformanceOptions withClasses(Path directory) {
    return new ConformanceOptions(
        skips, seed, programs, selection, timeLimit, reproducers, directory);
  }
}
