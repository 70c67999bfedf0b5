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
            (: later (-> Number Atom))
            (= (later $x) (area $x))
            (: Z Nat)
            (: S (-> Nat Nat))
            (: plus (-> Nat Nat Nat))
            (= (plus Z $y) $y)
            (= ((cur $a) 1) $a)
            (= (spin $x) (spin $x))
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
  void aRuleThatGivesAVariableHasItsPlaceAndItsVariables() {
    assertEquals(
        """
        (plus Y Z) gives [(plus Y Z)]
        (plus Y Z)
          P:11:1 (= (plus Z $y) ..) wants Z in argument 1, where the call has Y
        """,
        why("(plus Y Z)").lines().limit(3).map(line -> line + "\n").reduce("", String::concat));
  }

  @Test
  void aMarkInFrontIsNoMatter() {
    assertEquals(why("(area 2)"), why("!(area 2)"));
  }

  @Test
  void rulesWithACallAsHeadAreFound() {
    assertEquals(
        """
        ((cur 3) 2) gives [((cur 3) 2)]
        ((cur 3) 2)
          P:12:1 (= ((cur $a) 1) ..) wants 1 in argument 1, where the call has 2
        (cur 3)
          it is no call by itself, but what it stands for is called in
          P:12:1 (= ((cur $a) 1) ..)
        """,
        why("((cur 3) 2)"));
    String near = "  no rule has the head crr; did you mean cur?\n";
    assertTrue(why("((crr 3) 1)").contains(near), why("((crr 3) 1)"));
  }

  @Test
  void whatIsStoppedSaysWhereItWas() {
    CommandRun run = CommandRun.of("why", "--timeout=0.3", program.toString(), "(spin 1)");
    assertEquals(3, run.status());
    assertEquals(
        """
        seen
        the run has reached its time limit of 0.3 s; --timeout sets it
          it was at work in a rule of spin at P:13:1
        """,
        run.err().replace(program.toString(), "P"));
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
  void keptCallsAreNoMistakes() {
    String kept = "(+ 1 2)\n  it was not evaluated: it is argument 1 of quoted, by its type";
    assertTrue(why("(quoted (+ 1 2))").contains(kept), why("(quoted (+ 1 2))"));
    String quoted = "(area 1)\n  it was not evaluated: it is argument 1 of quote, by its type";
    assertTrue(why("(quote ((area 1) 2))").contains(quoted), why("(quote ((area 1) 2))"));
    String given = "(area 1)\n  it was not evaluated: it is what later gives, by its type";
    assertTrue(why("(later 1)").contains(given), why("(later 1)"));
  }

  @Test
  void declaredConstructorsAreData() {
    assertEquals(
        """
        (S Z) gives [(S Z)]
        (S Z)
          S has the type (-> Nat Nat) and no rules, so its calls are data
        """,
        why("(S Z)"));
  }

  @Test
  void errorsAreExplained() {
    assertEquals(
        """
        (plus (S Z) 5) gives [(Error (plus (S Z) 5) (BadArgType 2 Nat Number))]
          that is an error, and no call that was left as it stood
          in (plus (S Z) 5) argument 2 is of type Number, and plus wants Nat there
        """,
        why("(plus (S Z) 5)"));
  }

  @Test
  void operationsSayWhatTheyWant() {
    String wants = "  + is an operation that wants a Number in argument 2, and a is none\n";
    assertTrue(why("(+ 1 a)").contains(wants), why("(+ 1 a)"));
    assertTrue(why("(collapse (+ 1 a))").contains(wants), why("(collapse (+ 1 a))"));
    assertTrue(why("(eval (big 1))").contains("eval is a part of the language"));
    assertTrue(why("($f 1)").contains("$f has no value, so it names no function"));
    assertTrue(why("(quote 1)").contains("fits, and says that the call is data"));
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
