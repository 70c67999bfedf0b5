package dev.mettle.conformance.report;

import dev.mettle.conformance.kit.ConformanceOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * When, where and with what a backend was checked.
 *
 * @param began when the first check began
 * @param duration how long all took
 * @param seed the seed of the first generated program
 * @param programs how many programs were generated
 * @param jvm the JVM that all ran on
 * @since 1.0
 */
public record Circumstances(Instant began, Duration duration, long seed, int programs, String jvm) {

  /** Of checks that began then and end now, in this JVM. */
  public static Circumstances since(Instant began, ConformanceOptions options) {
    return new Circumstances(
        began,
        Duration.between(began, Instant.now()),
        options.seed(),
        options.programs(),
        "%s %s on %s %s"
            .formatted(
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch")));
  }

  /** Each by its name. */
  public Map<String, String> asProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("jvm", jvm);
    properties.put("seed", Long.toString(seed));
    properties.put("programs", Integer.toString(programs));
    return properties;
  }

  /** All of it in one line. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %.1f s, %d generated programs from seed %d, %s",
        began.truncatedTo(ChronoUnit.SECONDS),
        duration.toNanos() / 1e9,
        programs,
        seed,
        jvm);
  }
}
