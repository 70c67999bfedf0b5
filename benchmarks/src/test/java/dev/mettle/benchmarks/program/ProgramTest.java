package dev.mettle.benchmarks.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.benchmarks.process.ProcessRuns;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.AtomPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProgramTest {

  static Stream<Program> programs() throws IOException {
    return Program.in(Path.of("programs")).stream();
  }

  /** The larger sizes are checked whenever they are measured. */
  @ParameterizedTest
  @MethodSource("programs")
  void givesItsAnswer(Program program, @TempDir Path directory) throws Exception {
    Engine engine = Engine.create();
    List<String> results = new ArrayList<>();
    Program.Size size = program.small("tree");
    assertTrue(engine.run(SourceText.load(program.prepared(size, directory)), list -> {}));
    assertTrue(
        engine.run(
            new SourceText("size", "!(main " + size.size() + ")"),
            list -> list.forEach(atom -> results.add(AtomPrinter.print(atom)))));
    assertEquals(List.of(size.answer()), results);
  }

  @Test
  void tenfoldProgramsGrowTenfold() throws IOException {
    List<String> found = new ArrayList<>();
    for (Program program : Program.in(Path.of("programs"))) {
      if (ProcessRuns.TENFOLD.contains(program.name())) {
        found.add(program.name());
        for (String tier : List.of("tree", "vm")) {
          assertEquals(10 * program.small(tier).size(), program.large(tier).size(), program.name());
        }
      }
    }
    assertEquals(ProcessRuns.TENFOLD.stream().sorted().toList(), found);
  }

  /** What a size is said to be must not depend on whether the process is warm. */
  @Test
  void theSameSizeIsTheSameWorkWhereverItIsMeasured() throws IOException {
    int compared = 0;
    for (Program program : Program.in(Path.of("programs"))) {
      List<Program.Size> others = new ArrayList<>(program.heaps());
      program.warm().forEach(warm -> others.add(warm.size()));
      for (Program.Size other : others) {
        for (Program.Size size : program.sizes()) {
          if (size.size() == other.size()) {
            assertEquals(size, other, program.name());
            compared++;
          }
        }
      }
    }
    assertTrue(compared >= 2, "sizes compared: " + compared);
  }

  /** The count of the programs' comments, by a search of its own. */
  @Test
  void queensCountsItsInferences() throws IOException {
    Program queens = Program.read(Path.of("programs", "queens.metta"));
    List<Program.Size> sizes = new ArrayList<>(queens.sizes());
    queens.warm().forEach(warm -> sizes.add(warm.size()));
    for (Program.Size size : sizes) {
      int[] solutions = new int[1];
      assertEquals(size.units(), inferences(new int[size.size()], 0, solutions), size.toString());
      assertEquals(size.answer(), Integer.toString(solutions[0]));
    }
  }

  /** Places the other queens: one for each row tried, and one for each comparison of two queens. */
  private static long inferences(int[] rows, int placed, int[] solutions) {
    if (placed == rows.length) {
      solutions[0]++;
      return 0;
    }
    long count = 0;
    for (int row = 0; row < rows.length; row++) {
      count++;
      boolean safe = true;
      for (int distance = 1; safe && distance <= placed; distance++) {
        count++;
        int difference = Math.abs(row - rows[placed - distance]);
        safe = difference != 0 && difference != distance;
      }
      if (safe) {
        rows[placed] = row;
        count += inferences(rows, placed + 1, solutions);
      }
    }
    return count;
  }

  @Test
  void readsWhatIsMeasuredWarmAndInWhichHeap(@TempDir Path directory) throws IOException {
    String sizes = "; size 2, 2 calls: x\n; size 3, 3 calls: x\n";
    Path file =
        Files.writeString(
            directory.resolve("p.metta"),
            sizes
                + "; warm 4, 4 calls: x\n; warm 5 in 32 MB, 5 calls: (y 1)\n"
                + "; heap 1, 1 calls: x\n; heap 6, 6 calls: z\n");
    Program program = Program.read(file);
    assertEquals(
        List.of(
            new Program.Warm(new Program.Size(4, 4, "x"), OptionalInt.empty()),
            new Program.Warm(new Program.Size(5, 5, "(y 1)"), OptionalInt.of(32))),
        program.warm());
    assertEquals(
        List.of(new Program.Size(1, 1, "x"), new Program.Size(6, 6, "z")), program.heaps());

    Files.writeString(file, sizes + "; heap 1, 1 calls: x\n");
    IOException alone = assertThrows(IOException.class, () -> Program.read(file));
    assertTrue(alone.getMessage().contains("or two, the smaller"), alone.getMessage());

    Files.writeString(file, sizes + "; warm 1, 1 calls: x\n; each of the size: (f {i})\n");
    IOException facts = assertThrows(IOException.class, () -> Program.read(file));
    assertTrue(facts.getMessage().contains("cannot stand"), facts.getMessage());
  }

  @Test
  void saysWhatIsMissingInAProgram(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("p.metta"), "; size 1, 1 call: 1\n");
    IOException e = assertThrows(IOException.class, () -> Program.read(file));
    assertTrue(e.getMessage().contains("p.metta: two or three lines '; size"), e.getMessage());
  }

  @Test
  void repeatsFacts(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("p.metta"),
            "; size 2, 2 facts: x\n; size 3, 3 facts: x\n; each of the size: (f {i})\n");
    Program program = Program.read(file);
    assertEquals(
        List.of("(f 0)", "(f 1)"),
        Files.readAllLines(program.prepared(program.small("tree"), directory)).subList(3, 5));
  }
}
