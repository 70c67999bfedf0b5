package dev.mettle.benchmarks.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mettle.benchmarks.program.Program;
import dev.mettle.benchmarks.program.PrologSide;
import dev.mettle.benchmarks.program.Side;
import dev.mettle.ir.atom.AtomPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written beside a program in Java and in Prolog gives the answers of the program. */
class TwinsTest {

  private static final Path PROGRAMS = Path.of("programs");

  @TempDir private Path directory = Path.of("");

  static Stream<Program> programs() throws IOException {
    return Program.in(PROGRAMS).stream();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void javaGivesTheAnswersOfTheProgram(Program program) throws Exception {
    for (Program.Size size : program.sizes().subList(0, 2)) {
      Twin twin = Twins.of(program.name(), program.prepared(size, directory));
      List<String> answers = new ArrayList<>();
      TwinProcess.onLargeStack(
          () -> {
            answers.add(AtomPrinter.print(twin.main(size.size())));
            answers.add(AtomPrinter.print(twin.main(size.size())));
          });
      assertEquals(List.of(size.answer(), size.answer()), answers);
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void prologGivesTheAnswersOfTheProgram(Program program) throws Exception {
    Optional<PrologSide> prolog = PrologSide.onPath();
    assumeTrue(prolog.isPresent(), "swipl is not on the path");
    Program.Size size = program.small("tree");
    Side.Launch launch =
        prolog.get().launch(new Side.Job(program, size, List.of(), false), directory);
    Process process = new ProcessBuilder(launch.command()).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    assertEquals("[" + size.answer() + "]", printed.strip());
  }

  @Test
  void everyProgramHasBoth() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Program program : Program.in(PROGRAMS)) {
      names.add(program.name());
      assertTrue(PrologSide.text(program).isPresent(), program.name());
    }
    assertEquals(names, new TreeSet<>(Twins.names()));
  }

  @Test
  void aProcessOfItsOwnPrintsTheAnswer() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TwinProcess.class.getName(),
                "fib",
                "unused",
                "20",
                "false")
            .redirectErrorStream(true)
            .start();
    assertEquals(
        "[6765]",
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
  }
}
