package dev.mettle.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long now;

  private Progress progress(boolean shown) {
    return new Progress(
        "loading", shown, new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> now);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\u001b[K", "<");
  }

  @Test
  void aLineAppearsAfterASecondAndGoes() {
    try (Progress progress = progress(true)) {
      progress.at(1, 10);
      now = 900_000_000L;
      progress.at(2, 10);
      assertEquals("", text());
      now = 1_100_000_000L;
      progress.at(3, 10);
      progress.at(4, 10);
      assertEquals("<mettle: loading 30 %", text());
      now = 1_400_000_000L;
      progress.at(5);
    }
    assertEquals("<mettle: loading 30 %<mettle: loading 5<", text());
  }

  @Test
  void shortWorkSaysNothing() {
    progress(true).close();
    assertEquals("", text());
  }

  @Test
  void withoutATerminalNothingIsSaid() {
    try (Progress progress = progress(false)) {
      now = 5_000_000_000L;
      progress.at(1, 2);
    }
    assertEquals("", text());
  }
}
