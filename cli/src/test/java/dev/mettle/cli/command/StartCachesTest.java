package dev.mettle.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartCachesTest {

  /** The JVM that is trained works in another directory than the one that was started. */
  @Test
  void aClassPathIsTakenFromWhereTheCommandWasStarted() {
    assertEquals(
        List.of(Path.of("lib/a.jar").toAbsolutePath(), Path.of("b.jar").toAbsolutePath()),
        StartCaches.entries("lib/a.jar" + File.pathSeparator + "b.jar"));
  }
}
