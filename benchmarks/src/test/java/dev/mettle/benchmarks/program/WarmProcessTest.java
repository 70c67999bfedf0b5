package dev.mettle.benchmarks.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmProcessTest {

  private static final WarmEffort SHORT = new WarmEffort(2, 0, 3, 5);

  private static Program program(Path directory, String warm) throws IOException {
    return Program.read(
        Files.writeString(
            directory.resolve("p.metta"),
            """
            ; size 2, 2 calls: 2
            ; size 3, 3 calls: 3
            %s
            (= (main $n) (- (+ $n 1) 1))
            """
                .formatted(warm)));
  }

  @Test
  void measuresInAProcessOfItsOwn(@TempDir Path directory) throws Exception {
    Program program = program(directory, "; warm 7 in 24 MB, 5 calls: 7");
    List<WarmResult> results = WarmProcess.measure(program, List.of("tree", "vm"), SHORT);
    assertEquals(1, results.size(), "the tree-walker is left out");
    WarmResult result = results.getFirst();
    assertEquals("p", result.program());
    assertEquals("vm", result.tier());
    assertEquals("24 MB", result.heap());
    assertEquals(7, result.size());
    assertEquals(5, result.units());
    assertTrue(result.run().nanos() > 0 && result.run().nanos() < 10e9, result.toString());
  }

  @Test
  void aWrongAnswerIsToldByTheProcess(@TempDir Path directory) throws IOException {
    Program program = program(directory, "; warm 7, 5 calls: 8");
    IOException e =
        assertThrows(IOException.class, () -> WarmProcess.measure(program, List.of("vm"), SHORT));
    assertTrue(e.getMessage().contains("!(main 7) gives [7] and not [8]"), e.getMessage());
  }

  @Test
  void theMiddleSampleCounts() {
    ProgramResult.Times times =
        new WarmProcess.Samples(new double[] {5, 1, 3}, new double[] {9, 7, 8}).medians();
    assertEquals(3, times.nanos());
    assertEquals(8, times.cpuNanos().orElseThrow());
    assertTrue(
        new WarmProcess.Samples(new double[] {5}, new double[] {-1})
            .medians()
            .cpuNanos()
            .isEmpty());
  }
}
