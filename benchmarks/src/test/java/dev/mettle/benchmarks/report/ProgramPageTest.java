package dev.mettle.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.benchmarks.program.HeapResult;
import dev.mettle.benchmarks.program.ProgramResult;
import dev.mettle.benchmarks.program.WarmResult;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgramPageTest {

  @Test
  void warmProcesses() {
    WarmResult queens =
        new WarmResult(
            "queens",
            "vm",
            9,
            "any",
            "inferences",
            1_000,
            new ProgramResult.Times(60_000, OptionalDouble.of(70_000)));
    WarmResult loop =
        new WarmResult(
            "tail-loop",
            "vm",
            10,
            "32 MB",
            "steps",
            10,
            new ProgramResult.Times(2e9, OptionalDouble.empty()));
    assertEquals(
        """
        | program, tier, size | heap at most | a run, clock | a run, CPU |       unit | units | a unit, clock | a unit, CPU |
        |---------------------|-------------:|-------------:|-----------:|-----------:|------:|--------------:|------------:|
        | queens, vm, 9       |          any |      60.0 µs |    70.0 µs | inferences | 1,000 |       60.0 ns |     70.0 ns |
        | tail-loop, vm, 10   |        32 MB |       2.00 s |            |      steps |    10 |        200 ms |             |
        """,
        ProgramPage.warm(List.of(queens, loop)));
  }

  @Test
  void heaps() {
    HeapResult sum =
        new HeapResult("deep-sum", "vm", 1_000_001, "2 MB", "calls", 1e9, 8, 208, 1_000_000);
    assertEquals(
        """
        | program, tier, size   | by default | young generation | smallest heap | of a small size |  unit | bytes a unit |
        |-----------------------|-----------:|-----------------:|--------------:|----------------:|------:|-------------:|
        | deep-sum, vm, 1000001 |     1.00 s |             2 MB |        208 MB |            8 MB | calls |          210 |
        """,
        ProgramPage.heaps(List.of(sum)));
  }
}
