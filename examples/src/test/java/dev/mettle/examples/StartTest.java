package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the start of the command costs, by what it loads: time is no matter for a test on a busy
 * machine, but a class that is generated or looked for in a jar takes a millisecond each.
 */
class StartTest {

  private static final Path COMMAND = Path.of("../cli/target/dist/bin/mettle");
  private static final Path CACHE = Path.of("../cli/target/dist/lib/mettle.aot");

  @TempDir private Path folder;

  @Test
  void nothingIsGeneratedAndAllClassesAreInTheCache() throws IOException, InterruptedException {
    assumeTrue(Files.exists(COMMAND) && Files.exists(CACHE), "the command is not built");
    Path program = Files.writeString(folder.resolve("one.metta"), "!(+ 1 2)\n");
    Path log = folder.resolve("classes.log");
    ProcessBuilder command =
        new ProcessBuilder(
            COMMAND.toAbsolutePath().normalize().toString(), "run", program.toString());
    command.environment().put("METTLE_OPTS", "-Xlog:class+load:file=" + log);
    command.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process run = command.start();
    assertEquals("[3]\n", new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(0, run.waitFor());
    List<String> ours =
        Files.readString(log)
            .lines()
            .filter(line -> line.contains(" dev.mettle.") || line.contains(" org.antlr."))
            .filter(line -> !line.contains("source: shared objects file"))
            .toList();
    assertEquals(List.of(), ours);
  }

  @Test
  void theInterpretersClassesThatTheLauncherNamesAreThere() throws IOException {
    String launcher = Files.readString(Path.of("../bin/mettle"));
    Matcher folder = Pattern.compile("MaxNodeLimit,([\\w/]+)/\\$methods\"").matcher(launcher);
    assertTrue(folder.find());
    List<String> classes;
    try (Stream<Path> files = Files.list(Path.of("../vm/src/main/java", folder.group(1)))) {
      classes =
          files.map(file -> file.getFileName().toString().replaceFirst("\\.java$", "")).toList();
    }
    Matcher named = Pattern.compile("interpreter='([^']*)'").matcher(launcher);
    int found = 0;
    while (named.find()) {
      for (String methods : named.group(1).split(" ")) {
        Pattern name = Pattern.compile(methods.replaceFirst("\\.\\*,\\d+$", "").replace("*", ".*"));
        assertTrue(classes.stream().anyMatch(c -> name.matcher(c).matches()), methods);
        found++;
      }
    }
    assertEquals(5, found);
  }
}
