package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs tests in a JVM of their own, with a heap of 48 MB. */
final class SmallHeap {

  private SmallHeap() {}

  /** What the main method of a test prints; that JVM has to end well, and within a minute. */
  static String run(Class<?> test) throws IOException, InterruptedException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                test.getName())
            .redirectErrorStream(true)
            .start();
    try (InputStream output = jvm.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(jvm.waitFor(60, TimeUnit.SECONDS), text);
      assertTrue(jvm.exitValue() == 0, text);
      return text;
    } finally {
      jvm.destroyForcibly();
    }
  }
}
