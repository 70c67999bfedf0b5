package dev.mettle.benchmarks.process;

import dev.mettle.benchmarks.program.Program;
import dev.mettle.benchmarks.program.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures programs in warm processes, side by side. */
public final class WarmRuns {

  private WarmRuns() {}

  /**
   * Measures one size of a program; the sides take turns, so that a change of the machine's load
   * meets all of them.
   *
   * @param sides those that do not have the program are left out
   * @throws IOException if a process fails, of which a heap that is too small is one reason
   */
  public static List<WarmResult> measure(
      Program program, Program.Warm warm, List<Side> sides, WarmEffort effort)
      throws IOException, InterruptedException {
    List<String> heap =
        warm.megabytes().isPresent()
            ? List.of("-Xmx" + warm.megabytes().getAsInt() + "m")
            : List.of();
    Side.Job job = new Side.Job(program, warm.size(), heap, true);
    Map<Side, List<WarmProcess.Sample>> samples = new LinkedHashMap<>();
    Path directory = Files.createTempDirectory("benchmark");
    try {
      for (int round = 0; round < effort.rounds(); round++) {
        for (Side side : sides) {
          if (side.has(program)) {
            samples
                .computeIfAbsent(side, s -> new ArrayList<>())
                .addAll(WarmProcess.samples(side, job, effort, directory));
          }
        }
      }
    } finally {
      remove(directory);
    }
    List<WarmResult> results = new ArrayList<>();
    samples.forEach((side, all) -> results.add(result(program, warm, side, all)));
    return results;
  }

  private static WarmResult result(
      Program program, Program.Warm warm, Side side, List<WarmProcess.Sample> samples) {
    double[] cpu = samples.stream().mapToDouble(WarmProcess.Sample::cpuNanos).sorted().toArray();
    List<WarmProcess.Sample> byClock =
        samples.stream().sorted(Comparator.comparingDouble(WarmProcess.Sample::nanos)).toList();
    return new WarmResult(
        program.name(),
        side.label(),
        warm.size().size(),
        warm.megabytes().isPresent() ? warm.megabytes().getAsInt() + " MB" : "any",
        program.unit(),
        warm.size().units(),
        byClock.get(byClock.size() / 2).nanos(),
        cpu[cpu.length / 2],
        cpu[0],
        cpu[cpu.length - 1]);
  }

  static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
