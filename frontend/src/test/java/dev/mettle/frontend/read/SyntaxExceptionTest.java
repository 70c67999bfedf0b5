package dev.mettle.frontend.read;

import static dev.mettle.frontend.read.Reading.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a user sees of a mistake. */
class SyntaxExceptionTest {

  @Test
  void placeMessageLineAndCaret() {
    assertEquals(
        """
        test.metta:2:7: Unexpected right bracket
          !(c d))
                ^\
        """,
        failure("!(a b)\n!(c d))\n!(e f)\n").getMessage());
  }

  @Test
  void anUnclosedExpressionIsShownWhereItBegins() {
    assertEquals(
        """
        test.metta:2:2: Unexpected end of expression
          !(c (d e)
           ^\
        """,
        failure("!(a b)\n!(c (d e)\n; end\n").getMessage());
  }

  @Test
  void theInnermostOpenBracketIsShownToo() {
    assertEquals(
        """
        test.metta:1:1: Unexpected end of expression
          (= (f $x)
          ^
        test.metta:2:4: 2 brackets are open, this one is the innermost
             (if a (+ $x 1)
             ^\
        """,
        failure("(= (f $x)\n   (if a (+ $x 1)\n").getMessage());
  }

  @Test
  void tabsStayTabs() {
    assertEquals(
        "test.metta:1:4: Unexpected right bracket\n  \ta\t)\n  \t \t^",
        failure("\ta\t)").getMessage());
  }

  @Test
  void columnsCountCodePoints() {
    assertEquals(
        "test.metta:1:5: Unexpected right bracket\n  a😀b )\n      ^",
        failure("a😀b )").getMessage());
  }

  @Test
  void theLineBreakIsNotShown() {
    assertEquals(
        "test.metta:1:1: Unexpected right bracket\n  ) x\n  ^", failure(") x\r\nb").getMessage());
  }

  @Test
  void tokensTellTheirOwnReason() {
    SyntaxException e = failure("! ٣");
    assertEquals(SyntaxProblem.BAD_TOKEN, e.problem());
    assertEquals(
        """
        test.metta:1:3: Could not parse integer: '٣', invalid digit found in string
          ! ٣
            ^\
        """,
        e.getMessage());
  }

  @Test
  void longLinesAreCut() {
    String message = failure("a ".repeat(500) + ")" + " b".repeat(500)).getMessage();
    String[] lines = message.split("\n", -1);
    assertEquals("test.metta:1:1001: Unexpected right bracket", lines[0]);
    assertTrue(lines[1].startsWith("  ...a a"), lines[1]);
    assertTrue(lines[1].endsWith(" b b ..."), lines[1]);
    assertEquals(')', lines[1].charAt(lines[2].indexOf('^')));
    assertTrue(lines[1].length() < 140);
  }

  @Test
  void aCutDoesNotHalveACharacter() {
    for (int shift = 0; shift < 2; shift++) {
      String message = failure("x".repeat(shift) + "😀".repeat(200) + " )").getMessage();
      assertTrue(message.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
    }
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() {
    String message = failure("\u001b[31m\u0007 )").getMessage();
    assertFalse(message.contains("\u001b"));
    assertFalse(message.contains("\u0007"));
    assertTrue(message.endsWith("\n  \uFFFD[31m\uFFFD )\n         ^"), message);
  }

  @Test
  void theEndOfTheTextHasAPlace() {
    SourceText source = new SourceText("t", "ab\n");
    assertEquals("t:2:1", source.position(3).toString());
    assertEquals("  \n  ^", Excerpt.at(source.position(3)));
    assertEquals("  ab\n    ^", Excerpt.at(source.position(2)));
  }
}
