package dev.mettle.conformance.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge must be able to say no, or nothing that it accepts means anything. */
class AnswerTextTest {

  @Test
  void resultsAreSplitOutsideOfBracketsAndStrings() {
    assertEquals(List.of(), AnswerText.split(""));
    assertEquals(List.of("(a, b)", "\"x, y\"", "a\"b"), AnswerText.split("(a, b), \"x, y\", a\"b"));
  }

  @Test
  void orderDoesNotCountButNumberDoes() {
    assertTrue(AnswerText.sameResults(List.of("a", "b"), List.of("b", "a")));
    assertFalse(AnswerText.sameResults(List.of("a"), List.of("a", "a")));
    assertFalse(AnswerText.sameResults(List.of("1"), List.of("1.0")));
  }

  @Test
  void variablesAreRenamedOneToOne() {
    assertTrue(AnswerText.sameResults(List.of("(f $x#1 $y $x#1)"), List.of("(f $a $b $a)")));
    assertFalse(AnswerText.sameResults(List.of("(f $x $y $x)"), List.of("(f $a $b $b)")));
    assertFalse(AnswerText.sameResults(List.of("\"$x\""), List.of("\"$y\"")));
  }
}
