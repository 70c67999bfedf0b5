package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.answer.ProgramOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example gives the answers beside it. */
class ExamplesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestFactory
  Stream<DynamicContainer> examples() throws IOException {
    return Configuration.tests(files(), Path::toString, ExamplesTest::check);
  }

  private static void check(Path program, Configuration configuration) throws IOException {
    Path answers = Path.of(program.toString().replaceFirst("\\.metta$", ".out"));
    ProgramOutput expected = ProgramOutput.recorded(Files.readAllLines(answers));
    assertEquals(
        Optional.empty(),
        assertTimeoutPreemptively(
            PATIENCE, () -> configuration.run(program).differenceFrom(expected)));
  }

  @Test
  void thereAreADozen() throws IOException {
    assertTrue(files().size() >= 12);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("."))) {
      return all.filter(file -> file.toString().endsWith(".metta")).sorted().toList();
    }
  }
}
