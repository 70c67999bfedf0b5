import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Lays out what {@code bin/mettle} runs: jars, their order on the class path, and an AOT cache.
 *
 * <p>Usage: {@code AssembleDist DIST OWN_JAR CLASS_PATH BUILD_START TRAINING_PROGRAMS LAUNCHER}.
 * Jars are replaced by renaming, so that a JVM that still runs from the old ones is not disturbed.
 * The cache only makes the start quicker: where it cannot be made the command works without it.
 */
final class AssembleDist {
  private static final String CACHE = "mettle.aot";
  private static final String OWN = "mettle-";

  private final Path dist;
  private final Path lib;

  private AssembleDist(Path dist) {
    this.dist = dist;
    this.lib = dist.resolve("lib");
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    AssembleDist assembly = new AssembleDist(Path.of(arguments[0]).toAbsolutePath());
    Map<String, Path> jars = new LinkedHashMap<>();
    put(jars, Path.of(arguments[1]));
    for (String entry : arguments[2].split(File.pathSeparator)) {
      put(jars, Path.of(entry));
    }
    boolean changed = assembly.copy(jars);
    Path programs = Path.of(arguments[4]);
    if (changed || !assembly.isTrainedWith(programs)) {
      assembly.train(List.copyOf(jars.keySet()), programs);
    }
    assembly.installLauncher(Path.of(arguments[5]));
    Path stamp = assembly.dist.resolve("built");
    Files.writeString(stamp, System.getProperty("java.home") + "\n");
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.parse(arguments[3])));
  }

  private static void put(Map<String, Path> jars, Path file) {
    if (Files.isRegularFile(file)) {
      jars.put(file.getFileName().toString(), file);
    }
  }

  /** Brings the library folder up to date and says whether anything in it changed. */
  private boolean copy(Map<String, Path> jars) throws IOException {
    Files.createDirectories(lib);
    boolean changed = false;
    for (Map.Entry<String, Path> jar : jars.entrySet()) {
      Path target = lib.resolve(jar.getKey());
      Path linked = linkedIfOwn(jar.getValue(), jars);
      if (!Files.exists(target) || Files.mismatch(linked, target) >= 0) {
        replace(target, Files.readAllBytes(linked));
        changed = true;
      }
    }
    try (DirectoryStream<Path> present = Files.newDirectoryStream(lib, "*.jar")) {
      for (Path jar : present) {
        if (!jars.containsKey(jar.getFileName().toString())) {
          Files.delete(jar);
          changed = true;
        }
      }
    }
    String order = String.join("\n", jars.keySet()) + "\n";
    Path list = lib.resolve("classpath");
    if (!Files.exists(list) || !Files.readString(list).equals(order)) {
      replace(list, order.getBytes(StandardCharsets.UTF_8));
      changed = true;
    }
    if (changed) {
      Files.deleteIfExists(lib.resolve(CACHE));
    }
    return changed;
  }

  /** A jar of the project itself with its dynamic calls linked early; any other jar as it is. */
  private Path linkedIfOwn(Path jar, Map<String, Path> jars) throws IOException {
    if (!jar.getFileName().toString().startsWith(OWN)) {
      return jar;
    }
    Path work = Files.createDirectories(dist.resolve("linked"));
    Path linked = work.resolve(jar.getFileName());
    EarlyLinking.link(jar, linked, List.copyOf(jars.values()));
    return linked;
  }

  /** Whether there is a cache that is younger than all training programs. */
  private boolean isTrainedWith(Path programs) throws IOException {
    Path cache = lib.resolve(CACHE);
    if (!Files.exists(cache)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(cache);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(programs, "*.metta")) {
      for (Path program : files) {
        if (Files.getLastModifiedTime(program).compareTo(made) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** With the launcher beside its jars the folder can be copied to anywhere. */
  private void installLauncher(Path launcher) throws IOException {
    Path target = dist.resolve("bin").resolve(launcher.getFileName());
    Files.createDirectories(target.getParent());
    Files.copy(
        launcher, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void replace(Path target, byte[] content) throws IOException {
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    Files.write(fresh, content);
    Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private void train(List<String> jars, Path programs) throws IOException, InterruptedException {
    Path fresh = lib.resolve(CACHE + ".new");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:AOTCacheOutput=" + fresh);
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator, jars.stream().map(jar -> lib.resolve(jar).toString()).toList()));
    command.add("dev.mettle.cli.Main");
    command.add("run");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(programs, "*.metta")) {
      List<String> names = new ArrayList<>();
      files.forEach(file -> names.add(file.toString()));
      names.stream().sorted().forEach(command::add);
    }
    Path log = dist.resolve("aot.log");
    Process training =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    if (!training.waitFor(2, TimeUnit.MINUTES)) {
      training.destroyForcibly().waitFor();
    }
    if (training.exitValue() == 0 && Files.exists(fresh)) {
      Files.move(fresh, lib.resolve(CACHE), StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(fresh);
    }
  }
}
