import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Lays out what {@code bin/mettle} runs: jars, their order on the class path, and AOT caches.
 *
 * <p>Usage: {@code AssembleDist DIST OWN_JAR CLASS_PATH BUILD_START TRAINING LAUNCHERS OPTIONS}.
 * Jars are replaced by renaming, so that a JVM that still runs from the old ones is not disturbed.
 * A cache only makes the start quicker: where it cannot be made the command works without it.
 */
final class AssembleDist {
  /** The command that makes the caches. */
  private static final String COMMAND = "dev.mettle.cli.Main";

  private static final String OWN = "mettle-";

  /** Where a jar declares its backends. */
  private static final String BACKENDS = "META-INF/services/dev.mettle.backend.spi.Backend";

  /** The library that the options cache is all about. */
  private static final String COMMAND_LINE_LIBRARY = "picocli-";

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
    // The programs that the caches are trained with.
    changed |= copyNew(Path.of(arguments[4]), assembly.lib.resolve("training"));
    if (changed || !Files.exists(assembly.lib.resolve("mettle.aot"))) {
      assembly.makeCaches(List.copyOf(jars.keySet()));
    }
    copyNew(Path.of(arguments[6]), assembly.lib);
    assembly.installLauncher(Path.of(arguments[5]).resolve("mettle"));
    assembly.installLauncher(Path.of(arguments[5]).resolve("mettle.cmd"));
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
      Path prepared = prepared(jar.getValue(), jars);
      if (!Files.exists(target) || Files.mismatch(prepared, target) >= 0) {
        replace(target, Files.readAllBytes(prepared));
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
    changed |= write("classpath", String.join("\n", jars.keySet()) + "\n");
    changed |= write("backends", String.join(",", backends(jars.values())) + "\n");
    if (changed) {
      try (DirectoryStream<Path> caches = Files.newDirectoryStream(lib, "*.aot")) {
        for (Path cache : caches) {
          Files.delete(cache);
        }
      }
    }
    return changed;
  }

  /**
   * The classes that the jars declare as backends. A JVM that looks for them itself opens every jar
   * of the class path and reads its table of contents, which costs more than compiling does.
   */
  private static Set<String> backends(Collection<Path> jars) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        ZipEntry declared = zip.getEntry(BACKENDS);
        if (declared != null) {
          String text =
              new String(zip.getInputStream(declared).readAllBytes(), StandardCharsets.UTF_8);
          text.lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(name -> !name.isEmpty())
              .forEach(names::add);
        }
      }
    }
    return names;
  }

  /** Brings a list in the library folder up to date and says whether it changed. */
  private boolean write(String name, String content) throws IOException {
    Path list = lib.resolve(name);
    if (Files.exists(list) && Files.readString(list).equals(content)) {
      return false;
    }
    replace(list, content.getBytes(StandardCharsets.UTF_8));
    return true;
  }

  /**
   * A jar as it is best started from: the project's own linked early, one with old classes renewed.
   */
  private Path prepared(Path jar, Map<String, Path> jars) throws IOException {
    String name = jar.getFileName().toString();
    if (!name.startsWith(OWN) && !name.startsWith(COMMAND_LINE_LIBRARY)) {
      return jar;
    }
    Path work = Files.createDirectories(dist.resolve("prepared")).resolve(name);
    if (name.startsWith(OWN)) {
      EarlyLinking.link(jar, work, List.copyOf(jars.values()));
    } else {
      ModernClasses.write(jar, work);
    }
    return work;
  }

  /** Brings the files of a folder up to date in another one and says whether anything changed. */
  private static boolean copyNew(Path from, Path to) throws IOException {
    Path target = Files.createDirectories(to);
    boolean changed = false;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Path copy = target.resolve(file.getFileName());
        if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
          replace(copy, Files.readAllBytes(file));
          changed = true;
        }
      }
    }
    return changed;
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

  private void makeCaches(List<String> jars) throws IOException, InterruptedException {
    String classPath =
        String.join(
            File.pathSeparator, jars.stream().map(jar -> lib.resolve(jar).toString()).toList());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                COMMAND,
                "caches")
            .redirectErrorStream(true)
            .redirectOutput(dist.resolve("caches.log").toFile())
            .start();
    process.waitFor();
  }
}
