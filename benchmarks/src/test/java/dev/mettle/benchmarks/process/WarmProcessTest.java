package dev.mettle.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.benchmarks.program.JavaSide;
import dev.mettle.benchmarks.program.MettleSide;
import dev.mettle.benchmarks.program.Program;
import dev.mettle.benchmarks.program.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmProcessTest {

  private static final WarmEffort SHORT = new WarmEffort(2, 20, 2, 20);

  @TempDir private Path directory = Path.of("");

  /** A side that is a shell script, and a program that it is said to run. */
  private List<WarmResult> measure(String script) throws Exception {
    Path launcher = Files.writeString(directory.resolve("launcher"), "#!/bin/sh\n" + script);
    assertTrue(launcher.toFile().setExecutable(true));
    Path file =
        Files.writeString(
            directory.resolve("p.metta"),
            "; size 1, 1 call: 1\n; size 2, 2 calls: 2\n; warm 7 in 24 MB, 5 calls: 7\n");
    Program program = Program.read(file);
    Side side = new MettleSide("script", launcher, List.of("--tier=vm"));
    return WarmRuns.measure(program, program.warm(7), List.of(side, new JavaSide()), SHORT);
  }

  @Test
  void countsRunsAndProcessorTime() throws Exception {
    List<WarmResult> results =
        measure(
            """
            [ "$METTLE_OPTS" = -Xmx24m ] || exit 1
            echo '[()]'
            while :; do
              i=0; while [ $i -lt 500 ]; do i=$((i + 1)); done
              echo '[7]'
            done
            """);
    assertEquals(1, results.size(), "Java has no such program");
    WarmResult result = results.getFirst();
    assertEquals("p", result.program());
    assertEquals("script", result.side());
    assertEquals("24 MB", result.heap());
    assertEquals(7, result.size());
    assertEquals(5, result.units());
    assertEquals(result.cpuNanos() / 5, result.cpuNanosPerUnit());
    assertTrue(result.nanos() > 0 && result.nanos() < 1e9, result.toString());
    assertTrue(result.cpuNanos() > 0 && result.cpuNanos() < 1e9, result.toString());
    assertTrue(result.lowest() <= result.cpuNanos(), result.toString());
    assertTrue(result.cpuNanos() <= result.highest(), result.toString());
  }

  @Test
  void aWrongAnswerEndsTheMeasuring() {
    IOException e =
        assertThrows(IOException.class, () -> measure("echo '[7]'; while :; do echo '[8]'; done"));
    assertTrue(e.getMessage().contains("gives [8] and not [7]"), e.getMessage());
    IOException never =
        assertThrows(IOException.class, () -> measure("while :; do echo '[9]'; done"));
    assertTrue(never.getMessage().contains("gives [9] and not [7]"), never.getMessage());
  }

  @Test
  void anEndTooEarlyShowsWhatWasPrinted() {
    IOException e =
        assertThrows(IOException.class, () -> measure("echo '[7]'; echo '[7]'; echo trouble >&2"));
    assertTrue(e.getMessage().contains("ended after 2 answers"), e.getMessage());
    assertTrue(e.getMessage().contains("trouble"), e.getMessage());
  }
}
