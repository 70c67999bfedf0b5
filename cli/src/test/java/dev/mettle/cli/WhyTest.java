package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code mettle why}. */
@Isolated
class WhyTest {

  @TempDir Path directory;
  private Path program = Path.of("");

  @BeforeEach
  void writeProgram() throws IOException {
    program =
        Files.writeString(
            directory.resolve("p.metta"),
            """
            (= (colour apple 1) red)
              (= (colour (big $x) 1) green)
            (= (area $s) (* $s $s))
            (: quoted (-> Atom Number))
            (= (quoted 3) 4)
            !(println! seen)
            """);
  }

  private String why(String expression) {
    CommandRun run = CommandRun.of("why", program.toString(), expression);
    assertEquals(0, run.status(), run.err());
    assertEquals("seen\n", run.err());
    return run.out().replace(program.toString(), "P");
  }

  @Test
  void rulesSayWhereTheyFailed() {
    assertEquals(
        """
        (colour (big pear) 2) gives [(colour (big pear) 2)]
        (colour (big pear) 2)
          P:2:3 (= (colour (big $x) 1) ..) wants 1 in argument 2, where the call has 2
          P:1:1 (= (colour apple 1) ..) wants apple in argument 1, where the call has (big pear)
        (big pear)
          no rule has the head big
        """,
        why("(colour (big pear) 2)"));
  }

  @Test
  void wordsThatNobodyKnowsHaveNeighbours() {
    String text = why("(+ 1 (aera 2))");
    assertTrue(text.contains("  no rule has the head aera; did you mean area?\n"), text);
  }

  @Test
  void argumentsAreCounted() {
    String text = why("(area 1 2)");
    assertTrue(text.contains("  it has 2 arguments, and the rules of area take 1\n"), text);
  }

  @Test
  void typesKeepArgumentsAsTheyAre() {
    String text = why("(quoted (+ 1 2))");
    assertTrue(text.contains("wants 3 in argument 1, where the call has (+ 1 2)"), text);
    assertTrue(text.contains("its type (-> Atom Number) keeps argument 1 from"), text);
  }

  @Test
  void whatIsNoCallIsSaid() {
    assertTrue(why("(area 3)").contains("(area 3) gives [9]\nnothing in that is a call"));
    assertEquals(2, CommandRun.of("why", program.toString(), "a b").status());
    assertEquals(1, CommandRun.of("why", program.toString(), "(a").status());
    assertEquals(2, CommandRun.of("why", directory + "/none", "a").status());
    String help = CommandRun.of("why", "--help").out();
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
  }
}
