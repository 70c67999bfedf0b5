package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of the part of a program that was not run. */
class RestOfProgramTest {

  private static final String TEXT =
      """
      (= (f $n) (f (+ $n 1)))
      !(+ 1 2)
      !(f 0)
      (= (g) 1)

      ! (g) ; !(g)
      !(g)
      """;

  @TempDir Path directory;
  private Path program = Path.of("");

  @BeforeEach
  void writeProgram() throws IOException {
    program = Files.writeString(directory.resolve("p.metta"), TEXT);
  }

  private String lastLine(CommandRun run) {
    return run.err().lines().toList().getLast().strip().replace(program.toString(), "P");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tree", "vm", "jit"})
  void aStoppedRunSaysWhatWasNotRun(String tier) {
    CommandRun run =
        CommandRun.of(
            "run",
            "--tier=" + tier,
            "--max-steps=3000",
            program.toString(),
            program.toString(),
            "-e",
            "1",
            "-e",
            "2");
    assertEquals(3, run.status());
    assertEquals("what follows was not run: 2 ! from line 6 on, P, 2 more -e", lastLine(run));
  }

  @Test
  void onlyWhatFollowsIsNamed() {
    assertEquals(
        "what follows was not run: 1 ! from line 2 on, up to a mistake in line 3",
        lastLine(CommandRun.of("-e", "!(+ 1 \"a\")\n(a) !(b)\n(c))")));
    assertEquals(
        "what follows was not run: the atoms from line 2 on",
        lastLine(CommandRun.of("-e", "!(+ 1 \"a\")\n(a)")));
    String complete = CommandRun.of("-e", "!(+ 1 \"a\") ; !(b)").err();
    assertTrue(!complete.contains("not run"), complete);
  }

  @Test
  void whatComesOnStandardInputIsSaid() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)));
    try {
      assertEquals(
          "what follows was not run: 2 ! from line 6 on, whatever else comes on standard input",
          lastLine(CommandRun.of("run", "--max-steps=3000")));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void anAtomThatIsRefusedIsWhereTheProgramEnds() {
    CommandRun run =
        CommandRun.of(
            "-e", "!(pragma! type-check auto)\n(: f (-> Number Number))\n(f \"a\")\n!(f 1)");
    assertEquals(1, run.status());
    assertEquals(
        """
        -e:3:1: the program ended here with an error: this atom was not added
          in (f "a") argument 1 is of type String, and f wants Number there
          what follows was not run: 1 ! from line 4 on
        """,
        run.err());
  }
}
