package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Classes of functions that are no more are unloaded: thousands of them find room one after the
 * other, in a process in which only some hundred do at a time.
 */
class ManyClassesTest {

  private static final int TURNS = 1500;

  @ParameterizedTest
  @EnumSource(
      value = Configuration.class,
      names = {"BYTEBUDDY", "JAVASSIST"})
  void areUnloaded(Configuration configuration) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-XX:MaxMetaspaceSize=30m",
            "-cp",
            System.getProperty("java.class.path"),
            ManyClasses.class.getName(),
            configuration.name(),
            Integer.toString(TURNS));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertTrue(process.waitFor(120, TimeUnit.SECONDS));
      assertTrue(text.startsWith("[done] "), text);
      int made = Integer.parseInt(text.substring("[done] ".length()));
      assertTrue(made >= 2 * TURNS, () -> made + " classes");
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
