package dev.mettle.conformance.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.conformance.Conformance;
import dev.mettle.ir.opcode.Opcode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failed check tells the author. */
class GuidanceTest {

  @Test
  void eachSectionThatIsNamedIsInTheGuide() throws IOException {
    String guide = Files.readString(Path.of("..", Guidance.GUIDE));
    for (Check check : Conformance.checks(ConformanceOptions.DEFAULT)) {
      String section = Guidance.section(check.id(), "");
      assertTrue(named(guide, section), () -> section + " for " + check.id());
    }
    for (String section : Guidance.sections()) {
      assertTrue(named(guide, section), section);
    }
    assertEquals(
        "Frames", Guidance.section("unit/values/add/LONG", "code leaves for the true reason"));
  }

  private static boolean named(String guide, String section) {
    return guide.contains("## " + section + "\n") || guide.contains("\n**" + section);
  }

  @Test
  void theClassesOfAFailedCheckAreWrittenDown(@TempDir Path folder) throws IOException {
    Backend backend = new Truncating();
    Check check =
        Conformance.checks(ConformanceOptions.DEFAULT).stream()
            .filter(c -> c.id().equals("unit/values/add/LONG LONG"))
            .findFirst()
            .orElseThrow();
    CheckResult result = check.run(backend, ConformanceOptions.DEFAULT.withClasses(folder));
    assertEquals(Status.FAILED, result.status());
    Path classes = folder.resolve("truncating").resolve("unit-values-add-LONG-LONG");
    assertTrue(result.message().contains("; \"The class\" in"), result.message());
    assertTrue(
        result.message().contains("classes:  " + classes.toAbsolutePath()), result.message());
    try (Stream<Path> files = Files.list(classes)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size());
      assertTrue(all.getFirst().toString().endsWith(".class"));
      assertEquals(3, Files.size(all.getFirst()));
    }
  }

  /** Claims everything, and gives three bytes. */
  private static final class Truncating implements Backend {

    @Override
    public BackendDescriptor descriptor() {
      return new BackendDescriptor(
          "truncating", "1", SpecVersion.CURRENT, Set.of(Opcode.values()), 1);
    }

    @Override
    public UnitOutcome compile(UnitRequest request) {
      return new UnitOutcome.Compiled(new byte[] {1, 2, 3}, List.of(), List.of(), List.of());
    }
  }
}
