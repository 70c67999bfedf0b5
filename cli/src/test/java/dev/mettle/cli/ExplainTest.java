package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mettle explain}. */
class ExplainTest {

  @TempDir Path directory;
  private Path program = Path.of("");

  @BeforeEach
  void writeProgram() throws IOException {
    StringBuilder text = new StringBuilder("(rule (edge $x $y))\n");
    for (int i = 0; i < 40; i++) {
      text.append("(edge ").append(i % 20).append(' ').append(i).append(")\n");
    }
    program = Files.writeString(directory.resolve("p.metta"), text.toString());
  }

  private String explain(String query) {
    CommandRun run = CommandRun.of("explain", program.toString(), query);
    assertEquals(0, run.status(), run.err());
    return run.out();
  }

  @Test
  void eachPatternSaysHowItIsFound() {
    assertEquals(
        """
        loops
          (edge $x $y): all 40 facts
          (edge $y 3): by arguments 1, 2, 1 of 40 facts each time
          (rule $x): 1 atoms to unify with
        """,
        explain("(match &self (, (edge $x $y) (edge $y 3) (rule $x)) $x)"));
  }

  @Test
  void partsOfExpressionsAreFoundByWhereTheyAre() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("(at (p ").append(i % 20).append(") ").append(i).append(")\n");
    }
    Files.writeString(program, text.toString());
    assertEquals(
        """
        loops
          (at (p $x) 3): by arguments (1 0), 2, 1 of 40 facts each time
          (at (p $x) $y): by arguments (1 0), (1 1), 2 of 40 facts each time
        """,
        explain("(match &self (, (at (p $x) 3) (at (p $x) $y)) $x)"));
  }

  @Test
  void cyclesAreJoined() {
    assertTrue(
        explain("(match &self (, (edge $x $y) (edge $y $z) (edge $z $x)))").startsWith("join\n"));
  }

  @Test
  void whatIsNoQueryIsSaid() {
    assertEquals(2, CommandRun.of("explain", program.toString(), "(edge 1 2)").status());
    assertEquals(1, CommandRun.of("explain", program.toString(), "(match").status());
    String help = CommandRun.of("explain", "--help").out();
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
  }
}
