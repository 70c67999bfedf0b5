package dev.mettle.cli.command;

import static java.util.stream.Collectors.joining;

import dev.mettle.vm.tier.BackendCatalog;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The AOT caches that the launcher starts the command from. A cache fits the JVM that made it and
 * no other, and only makes the start quicker: where it cannot be made the command works without it.
 *
 * @param library the folder of the jars; the caches are made beside them
 */
public record StartCaches(Path library) {
  /**
   * The caches, each with the command lines that it is trained with. A JVM loads all classes of its
   * cache before it does anything else, so what plain runs never need is in caches of its own.
   */
  private static final Map<String, String> CACHES =
      new TreeMap<>(
          Map.of(
              "mettle.aot", "plain.lines",
              "mettle-run.aot", "run.lines",
              "mettle-options.aot", "options.lines"));

  /** Where the programs for the training are. */
  private static final String TRAINING = "training";

  /** The caches of the command that is running: beside the first jar of its class path. */
  public static StartCaches ofThisCommand() {
    Path jar = entries(System.getProperty("java.class.path")).getFirst();
    return new StartCaches(Optional.ofNullable(jar.getParent()).orElse(jar));
  }

  /** What a class path names; the JVM that is trained works in another directory. */
  static List<Path> entries(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .toList();
  }

  /**
   * Whether the JVM can name what is in the installation. Where its path has a {@code :}, the
   * launcher goes there by a descriptor that the JVM of the training does not have.
   */
  boolean canBeNamed() {
    return !library.startsWith("/proc/self/fd");
  }

  /** Whether the programs that caches are made from are there. */
  public boolean canBeMade() {
    return Files.isDirectory(library.resolve(TRAINING)) && Files.isWritable(library);
  }

  /** Makes all caches and returns the names of those that could not be made. */
  public List<String> make() throws IOException, InterruptedException {
    List<String> failed = new ArrayList<>();
    for (Map.Entry<String, String> cache : CACHES.entrySet()) {
      if (!train(cache.getKey(), cache.getValue())) {
        failed.add(cache.getKey());
      }
    }
    return failed;
  }

  private boolean train(String cache, String lines) throws IOException, InterruptedException {
    Path fresh = library.resolve(cache + ".new");
    Path log = Files.createTempFile("mettle-training", ".log");
    // As the launcher starts it.
    Path backends = library.resolve("backends");
    String providers = Files.exists(backends) ? Files.readString(backends).strip() : "";
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:AOTCacheOutput=" + fresh,
            "-XX:+UseSerialGC",
            // Without profiles: with them a start compiles at once what the training had found hot,
            // which takes longer than the short runs that it is meant for.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining",
            "-D" + BackendCatalog.PROVIDERS + "=" + providers,
            "-cp",
            entries(System.getProperty("java.class.path")).stream()
                .map(Path::toString)
                .collect(joining(File.pathSeparator)),
            Training.class.getName(),
            lines);
    Process process =
        new ProcessBuilder(command)
            .directory(library.resolve(TRAINING).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
    boolean made = process.exitValue() == 0 && Files.exists(fresh);
    if (made) {
      Files.move(fresh, library.resolve(cache), StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(fresh);
      Files.readAllLines(log).forEach(System.err::println);
    }
    Files.delete(log);
    return made;
  }
}
