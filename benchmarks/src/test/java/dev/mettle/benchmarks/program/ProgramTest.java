package dev.mettle.benchmarks.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.vm.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
