package dev.mettle.benchmarks.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.benchmarks.process.ProgramResult;
import dev.mettle.benchmarks.process.WarmResult;
import dev.mettle.benchmarks.program.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HotPageTest {

  private static WarmResult result(String program, String side, int size, double cpu) {
    return new WarmResult(program, side, size, "any", "calls", 1_000, cpu, cpu, cpu, cpu);
  }

  private static final List<WarmResult> RESULTS =
      List.of(
          result("fib", "Java", 30, 1_000),
          result("fib", "javassist", 30, 1_200),
          result("fib", "bytebuddy", 30, 1_400),
          result("queens", "Java", 9, 2_000),
          result("queens", "javassist", 9, 4_000),
          result("queens", "bytebuddy", 9, 4_000),
          result("queens", "before", 9, 31_000),
          result("deep-sum", "javassist", 10_000_000, 20_000),
          result("deep-sum", "bytebuddy", 10_000_000, 25_000));

  private static final HotPage PAGE = new HotPage(RESULTS, List.of("javassist", "bytebuddy"));

  @Test
  void times() {
    assertEquals(
        """
        | program, size      |  unit |    Java | javassist | bytebuddy |  before |
        |--------------------|------:|--------:|----------:|----------:|--------:|
        | fib, 30            | calls | 1.00 ns |   1.20 ns |   1.40 ns |         |
        | queens, 9          | calls | 2.00 ns |   4.00 ns |   4.00 ns | 31.0 ns |
        | deep-sum, 10000000 | calls |         |   20.0 ns |   25.0 ns |         |
        """,
        PAGE.times());
  }

  /** What one backend reaches and the other does not is not reached. */
  @Test
  void limits() {
    assertEquals(
        """
        | what                                              | at most | javassist | bytebuddy | reached |
        |---------------------------------------------------|--------:|----------:|----------:|--------:|
        | fib, 30, against Java                             |  1.30 x |    1.20 x |    1.40 x |  **no** |
        | queens, 9, against Java                           |  2.50 x |    2.00 x |    2.00 x |     yes |
        | queens, 9, against before                         |  0.13 x |    0.13 x |    0.13 x |  **no** |
        | deep-sum, 10000000, against a call of fib in Java |  25.0 x |    20.0 x |    25.0 x |     yes |
        """,
        PAGE.limits());
  }

  @Test
  void wholeProcesses() {
    ProgramResult.Times mine = new ProgramResult.Times(9e9, OptionalDouble.of(300e6));
    ProgramResult.Times its = new ProgramResult.Times(9e9, OptionalDouble.of(600e6));
    assertEquals(
        """
        | whole process, size | against | its CPU |    CPU |  ratio | at most | reached |
        |---------------------|--------:|--------:|-------:|-------:|--------:|--------:|
        | fib, 27             |  before |  600 ms | 300 ms | 0.50 x |  0.70 x |     yes |
        """,
        HotPage.whole(List.of(new HotRuns.Whole("fib, 27", "before", mine, its, 0.7))));
  }

  @Test
  void everyRowHasItsProgramAndSize() throws IOException {
    Map<String, Program> programs =
        Program.in(Path.of("programs")).stream()
            .collect(Collectors.toMap(Program::name, Function.identity()));
    for (HotRow row : HotRow.ALL) {
      Program program = programs.get(row.program());
      assertTrue(program != null, row.program());
      assertEquals(row.size(), program.warm(row.size()).size().size());
    }
    for (WholeRow row : WholeRow.ALL) {
      Program program = programs.get(row.program());
      assertTrue(program != null, row.program());
      assertEquals(row.size(), program.size(row.size()).size());
    }
  }
}
