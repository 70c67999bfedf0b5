package dev.mettle.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.benchmarks.process.HeapResult;
import dev.mettle.benchmarks.process.ProgramResult;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgramPageTest {

  private static ProgramResult result(String program, String tier, int size, double millis) {
    ProgramResult.Times small = new ProgramResult.Times(1, OptionalDouble.of(1));
    ProgramResult.Times large = new ProgramResult.Times(1, OptionalDouble.of(millis * 1e6));
    return new ProgramResult(program, tier, "calls", small, large, size, 10);
  }

  /** The largest size alone, and what has no figure for it stays empty. */
  @Test
  void sideBySide() {
    assertEquals(
        """
        | program, size |   tree |     vm | javassist |   Java | javassist / vm |
        |---------------|-------:|-------:|----------:|-------:|---------------:|
        | fib, 34       |        | 400 ms |    300 ms | 100 ms |         0.75 x |
        | strings, 9    | 900 ms | 200 ms |    250 ms |        |     **1.25 x** |
        """,
        ProgramPage.sideBySide(
            List.of(
                result("fib", "tree", 27, 800),
                result("fib", "vm", 34, 400),
                result("fib", "javassist", 34, 300),
                result("fib", "Java", 34, 100),
                result("strings", "tree", 9, 900),
                result("strings", "vm", 9, 200),
                result("strings", "javassist", 9, 250))));
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
