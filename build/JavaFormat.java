import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the format of the project's Java sources, or puts it right.
 *
 * <p>The build starts it with the JDK that compiles the sources, whatever JDK runs Maven, because
 * google-java-format understands the language of the JDK that it runs on. Only files that changed
 * since the last clean check are looked at.
 */
final class JavaFormat {
  private static final Path STAMP = Path.of("target", "java-format.stamp");
  private static final Path FILE_LIST = Path.of("target", "java-format.files");

  private JavaFormat() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean fix = arguments[0].equals("fix");
    Path formatter = Path.of(arguments[1]);
    FileTime now = FileTime.fromMillis(System.currentTimeMillis());
    List<String> changed = changedSources(formatter);
    if (!changed.isEmpty()) {
      Files.createDirectories(FILE_LIST.getParent());
      Files.write(FILE_LIST, changed);
      if (run(formatter, fix ? List.of("--replace") : checking()) != 0) {
        System.err.println(
            fix
                ? "These files could not be formatted."
                : "The files above are not formatted; put them right with:"
                    + " mvn -q -N verify -Dformat");
        System.exit(1);
      }
    }
    Files.write(STAMP, List.of());
    Files.setLastModifiedTime(STAMP, now);
  }

  private static List<String> checking() {
    return List.of("--dry-run", "--set-exit-if-changed");
  }

  private static int run(Path formatter, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(formatter.toString());
    command.addAll(options);
    command.add("@" + FILE_LIST);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static List<String> changedSources(Path formatter) throws IOException {
    FileTime stamp = FileTime.fromMillis(0);
    if (Files.exists(STAMP)
        && Files.getLastModifiedTime(formatter).compareTo(Files.getLastModifiedTime(STAMP)) < 0) {
      stamp = Files.getLastModifiedTime(STAMP);
    }
    FileTime since = stamp;
    List<String> changed = new ArrayList<>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skipped = name.equals("target") || (name.startsWith(".") && name.length() > 1);
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")
                && attributes.lastModifiedTime().compareTo(since) >= 0) {
              changed.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return changed;
  }
}
