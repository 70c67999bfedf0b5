package dev.mettle.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.benchmarks.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRunsTest {

  @TempDir private Path directory = Path.of("");

  /** A launcher that wants 30 MB, and 18 MB for the small size, and else ends with a status. */
  private List<HeapResult> heaps(int status, String answer) throws Exception {
    Path launcher =
        Files.writeString(
            directory.resolve("launcher"),
            """
            #!/bin/sh
            for last; do :; done
            case $last in
              '!(main 10)') needed=18 ;;
              *) needed=30 ;;
            esac
            given=${METTLE_OPTS#*-Xmx}
            [ "${given%%m}" -ge "$needed" ] 2>/dev/null || [ -z "$METTLE_OPTS" ] || exit %d
            echo '[x]'
            """
                .formatted(status));
    assertTrue(launcher.toFile().setExecutable(true));
    Path program =
        Files.writeString(
            directory.resolve("p.metta"),
            """
            ; size 1, 1 calls: x
            ; size 2, 2 calls: x
            ; heap 10, 10 calls: x
            ; heap 1000, 1034 calls: %s
            """
                .formatted(answer));
    return new ProcessRuns(launcher, 1)
        .heaps(Program.read(program), List.of("tree", "vm", "jit"), 2);
  }

  @Test
  void measuresTheHeapThatASizeNeeds() throws Exception {
    List<HeapResult> results = heaps(3, "x");
    assertEquals(
        List.of("tree", "tree", "vm", "vm"), results.stream().map(HeapResult::tier).toList());
    assertEquals(
        List.of("a third", "2 MB", "a third", "2 MB"),
        results.stream().map(HeapResult::young).toList());
    for (HeapResult result : results) {
      assertEquals(18, result.smallMegabytes());
      assertEquals(30, result.largeMegabytes());
      assertEquals(1000, result.size());
      assertEquals(12.0 * (1 << 20) / 1024, result.bytesPerUnit());
      assertTrue(result.nanos() > 0);
    }
  }

  @Test
  void onlyAFullHeapAsksForMore() {
    Launch.FailedException e = assertThrows(Launch.FailedException.class, () -> heaps(4, "x"));
    assertEquals(4, e.status());
  }

  @Test
  void aWrongAnswerEndsTheMeasuring() {
    IOException e = assertThrows(IOException.class, () -> heaps(3, "y"));
    assertTrue(e.getMessage().contains("gives [x] and not [y]"), e.getMessage());
  }
}
