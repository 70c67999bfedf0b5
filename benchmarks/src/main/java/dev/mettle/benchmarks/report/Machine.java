package dev.mettle.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where figures were measured.
 *
 * @param processor the name that the system gives to its processor
 * @param processors how many the JVM may use
 * @param memoryGib memory of the machine in GiB
 * @param system operating system, version and architecture
 * @param java the JVM
 * @param load how many processes wanted a processor, on average over the minute before; negative
 *     where the system does not say
 */
public record Machine(
    String processor, int processors, long memoryGib, String system, String java, double load) {

  /** This machine, now. */
  public static Machine here() {
    var os = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return new Machine(
        processorName().orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Math.round(os.getTotalMemorySize() / (double) (1 << 30)),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        "%s %s (%s)"
            .formatted(
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                System.getProperty("java.vendor")),
        os.getSystemLoadAverage());
  }

  /** Linux keeps it in a file; elsewhere the architecture has to do. */
  private static Optional<String> processorName() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** One sentence. */
  public String describe() {
    String busy = load < 0 ? "" : String.format(Locale.ROOT, ", load %.1f at the start", load);
    return "%s, %d processors, %d GiB, %s, %s%s"
        .formatted(processor, processors, memoryGib, system, java, busy);
  }
}
