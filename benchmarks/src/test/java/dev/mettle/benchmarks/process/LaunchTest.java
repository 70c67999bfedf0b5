package dev.mettle.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  void theEnvironmentReachesTheProcess() throws Exception {
    Launch.Outcome outcome =
        Launch.run(List.of("sh", "-c", "echo $GREETING"), Map.of("GREETING", "good day"));
    assertEquals("good day", outcome.lastLine());
  }

  @Test
  void aFailureSaysWhatWasPrinted() {
    Launch.FailedException e =
        assertThrows(
            Launch.FailedException.class, () -> Launch.run(List.of(JAVA, "-no-such-option")));
    assertEquals(1, e.status());
    assertTrue(e.getMessage().contains("no-such-option"), e.getMessage());
  }
}
