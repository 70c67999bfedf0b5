package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, from wherever and however it is called. */
@Timeout(120)
class LauncherTest {

  private static final Path DIST = Path.of("../cli/target/dist").toAbsolutePath().normalize();

  private record Outcome(int status, String out, String err) {}

  @TempDir private Path folder;

  @BeforeEach
  void isBuilt() {
    assumeTrue(Files.exists(DIST.resolve("built")), "the command is not built");
  }

  private Outcome run(Map<String, String> environment, Path launcher, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path errors = folder.resolve("errors");
    ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
    process.redirectError(errors.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("METTLE_"));
    process.environment().putAll(environment);
    Process running = process.start();
    running.outputWriter(StandardCharsets.UTF_8).close();
    String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(running.waitFor(), out, Files.readString(errors));
  }

  private static Path launcher() {
    return DIST.resolve("bin/mettle");
  }

  @Test
  void linksAndBlanksInPathsAreFollowed() throws Exception {
    Path copy = folder.resolve("a copy of it");
    try (Stream<Path> files = Files.walk(DIST)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(DIST.relativize(file)));
      }
    }
    Path link = Files.createSymbolicLink(folder.resolve("one"), copy.resolve("bin/mettle"));
    Path second = Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));
    Path program = Files.writeString(folder.resolve("my program.metta"), "!(+ 1 2)");
    for (Path launcher : List.of(copy.resolve("bin/mettle"), link, second)) {
      assertEquals(new Outcome(0, "[3]\n", ""), run(Map.of(), launcher, "run", program.toString()));
    }
  }

  @Test
  void aWrongJdkIsSaid() throws Exception {
    Outcome outcome =
        run(Map.of("METTLE_JAVA_HOME", "/no such JDK"), launcher(), "run", "-e", "(+ 1 2)");
    assertEquals(2, outcome.status());
    assertTrue(
        outcome.err().startsWith("mettle: METTLE_JAVA_HOME is /no such JDK, and that is no"));
  }

  @Test
  void optionsReachTheJvmAsWordsAndNotAsPatterns() throws Exception {
    Files.writeString(folder.resolve("-Dx=1"), "");
    Outcome outcome =
        run(
            Map.of("METTLE_OPTS", "-D* -Xmx64m -XX:+PrintCommandLineFlags"),
            launcher(),
            "run",
            "-e",
            "(+ 1 2)");
    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(outcome.out().contains("-XX:MaxHeapSize=67108864"), outcome.out());
    assertTrue(outcome.out().endsWith("[3]\n"), outcome.out());
  }

  @Test
  void textIsUtf8WithoutALocale() throws Exception {
    // The shell makes the bytes: this JVM may be without a locale itself.
    String script =
        """
        name=$(printf 'gr\\303\\274n')
        printf '!(println! "h\\303\\244user")' >"$name.metta"
        exec "$0" run "$name.metta" -e "$name"
        """;
    Map<String, String> none = Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "");
    assertEquals(
        new Outcome(0, "h\u00e4user\n[()]\n[gr\u00fcn]\n", ""),
        run(none, Path.of("/bin/sh"), "-c", script, launcher().toString()));
  }

  @Test
  void aProgramThatPrintsForEverEndsWithItsReader() throws Exception {
    Path program =
        Files.writeString(
            folder.resolve("p.metta"),
            "(= (say $n) (let $said (println! $n) (say (+ $n 1)))) !(say 1)");
    String script = "\"$0\" run --tier=vm \"$1\" | head -n 2";
    assertEquals(
        new Outcome(0, "1\n2\n", ""),
        run(Map.of(), Path.of("/bin/sh"), "-c", script, launcher().toString(), program.toString()));
  }
}
