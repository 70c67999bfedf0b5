import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes an archive with a JDK inside: what is in the archive for all systems, a JDK of the modules
 * that it needs, and caches that fit this JDK.
 *
 * <p>Usage: {@code JdkImage ARCHIVE TARGET NAME TIME}. All files are as old as TIME says, since a
 * cache looks at the ages of what it was made from, and a tar file keeps whole seconds.
 */
final class JdkImage {
  /** What the command does not need, and people who look at it do. */
  private static final String ALSO = "jdk.jfr,jdk.unsupported";

  private JdkImage() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path target = Path.of(arguments[1]).toAbsolutePath();
    String name = arguments[2];
    Path work = target.resolve("image");
    delete(work);
    Files.createDirectories(work);
    run(work, "tar", "-xzf", Path.of(arguments[0]).toAbsolutePath().toString());
    Path home = work.resolve(name);
    Path jdk = home.resolve("jdk");
    link(jdk, modules(home.resolve("lib")));
    Files.setLastModifiedTime(
        jdk.resolve("lib/modules"), FileTime.from(Instant.parse(arguments[3])));
    run(home, home.resolve("bin/mettle").toString(), "caches");
    Path archive = target.resolve(name + "-" + system() + ".tar.gz");
    run(work, "tar", "-czf", archive.toString(), name);
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return (name.startsWith("mac") ? "macos" : name.replaceAll("\\W.*", ""))
        + "-"
        + System.getProperty("os.arch");
  }

  /** The modules of the JDK that the jars use. */
  private static String modules(Path library) {
    List<String> arguments =
        List.of(
            "--print-module-deps",
            "--ignore-missing-deps",
            "--multi-release",
            "base",
            "--module-path",
            library.toString(),
            "--add-modules",
            "ALL-MODULE-PATH");
    return tool("jdeps", arguments).strip() + "," + ALSO;
  }

  private static void link(Path jdk, String modules) {
    tool(
        "jlink",
        List.of(
            "--add-modules",
            modules,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            jdk.toString()));
  }

  private static String tool(String name, List<String> arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    int status =
        ToolProvider.findFirst(name)
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalStateException(
          name + " " + arguments + " ended with " + status + ": " + out);
    }
    return out.toString();
  }

  private static void run(Path directory, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).inheritIO();
    builder.environment().keySet().removeIf(variable -> variable.startsWith("METTLE_"));
    int status = builder.start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(List.of(command) + " ended with " + status);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        files
            .sorted(Comparator.reverseOrder())
            .forEach(
                file -> {
                  try {
                    Files.delete(file);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
      }
    }
  }
}
