package dev.mettle.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @Test
  void whereTheLauncherGoesByADescriptorNothingCanBeNamed() {
    assertFalse(new StartCaches(Path.of("/proc/self/fd/8")).canBeNamed());
    assertTrue(new StartCaches(Path.of("/opt/mettle/lib")).canBeNamed());
  }
}
