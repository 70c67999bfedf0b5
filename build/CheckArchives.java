import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Installs the archives as a user would, and tries what is in them. The command line is {@code
 * CheckArchives DIRECTORY NAME}; it fails with a sentence for all that is not as it should be.
 */
final class CheckArchives {
  private final List<String> problems = new ArrayList<>();

  private CheckArchives() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path archives = Path.of(arguments[0]).toAbsolutePath();
    String name = arguments[1];
    // A user's directory may well have a blank in its name.
    Path place = Files.createTempDirectory(archives, "an installation");
    CheckArchives check = new CheckArchives();
    try {
      Path tar = archives.resolve(name + ".tar.gz");
      check.run(place, Set.of(), "tar", "-xzf", tar.toString());
      check.installation(place.resolve(name));
      check.zip(archives.resolve(name + ".zip"), place, name);
    } finally {
      delete(place);
    }
    if (!check.problems.isEmpty()) {
      check.problems.forEach(System.err::println);
      System.exit(1);
    }
  }

  private void installation(Path home) throws IOException, InterruptedException {
    String mettle = home.resolve("bin/mettle").toString();
    expect(home, "[3]", mettle, "run", "-e", "(+ 1 2)");
    expect(home, "[6765]", mettle, "examples/fib.metta");
    expect(home, "Usage: mettle run", mettle, "run", "--help");
    String completion = home.resolve("share/bash-completion/completions/mettle").toString();
    expect(home, "", "bash", "-n", completion);
    for (String command : List.of("", "-run", "-test", "-repl", "-why", "-conformance")) {
      Path page = home.resolve("share/man/man1/mettle" + command + ".1");
      require(
          Files.exists(page) && Files.readString(page).contains(".SH \"SYNOPSIS\""),
          page + " is no manual page");
    }
  }

  /** Both archives hold the same files; that for Windows has a script that Windows can read. */
  private void zip(Path file, Path place, String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        Stream<Path> installed = Files.walk(place.resolve(name))) {
      Set<String> ofTar =
          installed
              .filter(Files::isRegularFile)
              .map(path -> place.relativize(path).toString().replace(File.separatorChar, '/'))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> ofZip =
          zip.stream()
              .filter(entry -> !entry.isDirectory())
              .map(ZipEntry::getName)
              .collect(Collectors.toCollection(TreeSet::new));
      require(ofTar.equals(ofZip), "the archives hold different files: " + ofTar + ", " + ofZip);
      ZipEntry script = zip.getEntry(name + "/bin/mettle.cmd");
      String text =
          new String(zip.getInputStream(script).readAllBytes(), StandardCharsets.US_ASCII);
      require(
          text.contains("\r\n") && !text.replace("\r\n", "").contains("\n"),
          "bin/mettle.cmd has lines that do not end as on Windows");
    }
  }

  private void expect(Path directory, String text, String... command)
      throws IOException, InterruptedException {
    String found = run(directory, Set.of("METTLE_OPTS", "METTLE_CLASSPATH"), command);
    require(found.contains(text), String.join(" ", command) + " printed " + found);
  }

  private String run(Path directory, Set<String> unset, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeAll(unset);
    builder.environment().put("METTLE_JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    require(status == 0, String.join(" ", command) + " ended with " + status + ": " + text);
    return text;
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException problem)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
