package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.LeaveReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What compiled code hands over to the interpreter, in all golden and found programs together: no
 * more kinds than are listed, and none of them more often. What no program does any more is to be
 * taken out of the list.
 */
class HandOversTest {

  private static final Path LISTED = Path.of("src/test/resources/hand-overs.txt");
  private static final String LEAVES = "leaves: ";
  private static final String DECLINED = "functions declined";
  private static final String POLLS = LEAVES + LeaveReason.POLL.description();

  @ParameterizedTest
  @EnumSource(names = {"JAVASSIST", "BYTEBUDDY"})
  void onlyWhatIsListedIsHandedOver(Configuration configuration) throws Exception {
    Map<String, Long> found = new TreeMap<>();
    for (Path program : GoldenTest.programFiles()) {
      configuration.run(program).tiers().code().forEach((what, n) -> note(found, what, n));
    }
    Map<String, Long> listed = listed();
    assertEquals(listed.keySet(), found.keySet(), found::toString);
    found.forEach((what, n) -> assertTrue(n <= listed.get(what), () -> what + ": " + n));
  }

  private static void note(Map<String, Long> found, String what, long n) {
    if (what.startsWith(LEAVES) && !what.equals(POLLS)) {
      found.merge(what.substring(LEAVES.length()), n, Long::sum);
    } else if (what.startsWith(DECLINED)) {
      found.merge(DECLINED, n, Long::sum);
    }
  }

  private static Map<String, Long> listed() throws IOException {
    Map<String, Long> bounds = new TreeMap<>();
    for (String line : Files.readAllLines(LISTED)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.strip().split("\\s+", 2);
        assertEquals(2, parts.length, line);
        bounds.put(parts[1], Long.parseLong(parts[0]));
      }
    }
    return bounds;
  }
}
