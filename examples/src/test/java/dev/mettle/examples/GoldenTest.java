package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden programs give the recorded answers. What the engine lacks is listed in {@code
 * lacking.txt} with the reason; a program that is listed and passes fails the test, so that the
 * list cannot grow old.
 */
class GoldenTest {

  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final Path LACKING = Path.of("src/test/resources/lacking.txt");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TestFactory
  Stream<DynamicTest> programs() throws IOException {
    Map<String, String> lacking = lacking();
    return programFiles().stream()
        .map(
            program ->
                DynamicTest.dynamicTest(
                    name(program),
                    () -> check(program, Optional.ofNullable(lacking.get(name(program))))));
  }

  @Test
  void theListNamesOnlyProgramsThatExist() throws IOException {
    Map<String, String> unknown = lacking();
    programFiles().forEach(program -> unknown.remove(name(program)));
    assertEquals(Map.of(), unknown);
  }

  private static void check(Path program, Optional<String> reason) throws IOException {
    Path answers = Path.of(program.toString().replaceFirst("\\.metta$", ".out"));
    ProgramOutput expected = ProgramOutput.recorded(answers);
    Optional<String> difference =
        assertTimeoutPreemptively(
            PATIENCE, () -> ProgramOutput.of(program).differenceFrom(expected));
    if (difference.isPresent() && reason.isEmpty()) {
      fail(difference.get());
    }
    if (difference.isEmpty() && reason.isPresent()) {
      fail("passes now; take it out of " + LACKING);
    }
  }

  private static List<Path> programFiles() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".metta"))
          .filter(file -> Files.exists(Path.of(file.toString().replaceFirst("\\.metta$", ".out"))))
          .sorted()
          .toList();
    }
  }

  private static String name(Path program) {
    return program.getFileName().toString().replaceFirst("\\.metta$", "");
  }

  private static Map<String, String> lacking() throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    for (String line : Files.readAllLines(LACKING)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split("\\s+", 2);
        assertEquals(2, parts.length, () -> "no reason: " + line);
        reasons.put(parts[0], parts[1]);
      }
    }
    return reasons;
  }
}
