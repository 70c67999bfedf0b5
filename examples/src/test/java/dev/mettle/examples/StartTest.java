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

  /** HotSpot says nothing of a method that is not there. */
  @Test
  void theInterpretersClassesThatTheOptionsNameAreThere() throws IOException {
    Pattern limit = Pattern.compile("MaxNodeLimit,([\\w/]+)/([\\w*]+)\\.\\*,\\d+");
    int found = 0;
    for (String file : List.of("compiled.options", "interpreted.options")) {
      Matcher named = limit.matcher(Files.readString(Path.of("../cli/src/main/jvm", file)));
      while (named.find()) {
        Pattern name = Pattern.compile(named.group(2).replace("*", ".*") + "\\.java");
        try (Stream<Path> files = Files.list(Path.of("../vm/src/main/java", named.group(1)))) {
          assertTrue(
              files.anyMatch(path -> name.matcher(path.getFileName().toString()).matches()),
              named.group());
        }
        found++;
      }
    }
    assertEquals(5, found);
  }
}
