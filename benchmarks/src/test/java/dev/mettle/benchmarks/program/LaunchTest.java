package dev.mettle.benchmarks.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void takesTheTimeAndTheLastLine() throws Exception {
    Launch.Outcome outcome =
        Launch.run(
            List.of(JAVA, "-cp", System.getProperty("java.class.path"), Hello.class.getName()));
    assertEquals("hello", outcome.lastLine());
    assertTrue(outcome.nanos() > 1_000_000, outcome.toString());
  }

  @Test
  void aFailureSaysWhatWasPrinted() {
    IOException e =
        assertThrows(IOException.class, () -> Launch.run(List.of(JAVA, "-no-such-option")));
    assertTrue(e.getMessage().contains("no-such-option"), e.getMessage());
  }
}
