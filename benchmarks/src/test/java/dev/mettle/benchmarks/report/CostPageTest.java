package dev.mettle.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.benchmarks.cost.BreakEven;
import dev.mettle.benchmarks.cost.Changes;
import dev.mettle.benchmarks.cost.Generation;
import dev.mettle.benchmarks.cost.ShortProcesses;
import dev.mettle.benchmarks.cost.Timeline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostPageTest {

  private static final CostPage.Made MADE =
      new CostPage.Made(10, "javassist", new Generation(50, 2_000, 60e6, 5e6, 3e6, 250e3));

  @Test
  void allocation() {
    assertEquals(
        """
        | loop, backend      | bytes a turn | at most | reached |
        |--------------------|-------------:|--------:|--------:|
        | integer, javassist |         0.00 |    0.00 |     yes |
        | float, javassist   |         16.0 |    0.00 |  **no** |
        | deep, javassist    |         40.0 |    64.0 |     yes |
        """,
        CostPage.allocation(
            List.of(
                new CostPage.Allocation("integer", "javassist", 0.0004),
                new CostPage.Allocation("float", "javassist", 16),
                new CostPage.Allocation("deep", "javassist", 40))));
  }

  @Test
  void generation() {
    assertEquals(
        """
        | depth, backend | instructions | bytes | first of the process |  second |   tenth |   warm | warm, an instruction |
        |----------------|-------------:|------:|---------------------:|--------:|--------:|-------:|---------------------:|
        | 10, javassist  |           50 | 2,000 |              60.0 ms | 5.00 ms | 3.00 ms | 250 µs |              5.00 µs |
        """,
        CostPage.generation(List.of(MADE)));
  }

  private static Timeline line(double offset, double slope) {
    int[] runs = Timeline.checkpoints();
    long[] nanos = new long[runs.length];
    for (int i = 0; i < runs.length; i++) {
      nanos[i] = (long) (offset + slope * runs[i]);
    }
    return new Timeline(nanos);
  }

  /** 250 µs of generation, and 100 of 200 ns saved with each call. */
  @Test
  void warmBreakEven() {
    Map<String, Timeline> curves =
        Map.of(
            BreakEven.INTERPRETER,
            line(0, 200),
            BreakEven.WITHOUT_JIT,
            line(150e3, 200),
            "javassist",
            line(250e3, 100));
    assertEquals(
        """
        | depth, backend | instructions | VM, an instruction | compiled, an instruction | generating / what a call saves | against the hot VM | against a new function in the VM |
        |----------------|-------------:|-------------------:|-------------------------:|-------------------------------:|-------------------:|---------------------------------:|
        | 10, javassist  |           50 |            4.00 ns |                  2.00 ns |                          2,500 |              2,500 |                            1,000 |
        """,
        CostPage.warmBreakEven(Map.of(10, curves), List.of(MADE)));
  }

  @Test
  void shortProcesses() {
    assertEquals(
        """
        | depth, calls |     vm | javassist | default | javassist / vm | default / vm |
        |--------------|-------:|----------:|--------:|---------------:|-------------:|
        | 10, 3,000    | 200 ms |    300 ms |  220 ms |         1.50 x |       1.10 x |
        """,
        CostPage.cold(
            List.of(
                new ShortProcesses.Row(
                    10, 3_000, Map.of("vm", 200e6, "javassist", 300e6, "default", 220e6))),
            List.of("javassist")));
  }

  @Test
  void changes() {
    assertEquals(
        """
        | what, backend                                                         | measured | at most | reached |
        |-----------------------------------------------------------------------|---------:|--------:|--------:|
        | a rule is added, javassist                                            |  12.0 µs | 20.0 µs |     yes |
        | a rule of the hot function is added, called and taken away, javassist |   900 µs |         |         |
        | 3,000 hot frames unwound for the first time, javassist                |  8.00 ms | 5.00 ms |  **no** |
        """,
        CostPage.changes(Map.of("javassist", new Changes(12e3, 900e3, 8.1e6, 0.1e6))));
  }
}
