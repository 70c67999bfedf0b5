package dev.mettle.frontend.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.NumberAtom;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Texts of extreme shape, on the default stack. */
class DeepTextTest {

  private static final int MILLION = 1_000_000;

  /** Without showing the texts, which no log could bear. */
  private static void assertPrints(String text, Atom atom) {
    assertTrue(text.contentEquals(atom.toString()), "prints as it was written");
  }

  @Test
  void aMillionBracketsDeep() throws SyntaxException {
    String text = "(".repeat(MILLION) + ")".repeat(MILLION);
    Atom atom = Reading.one(text);
    assertPrints(text, atom);
  }

  @Test
  void aMillionUnclosedBrackets() {
    SyntaxException e = Reading.failure("(a ".repeat(MILLION));
    assertEquals(SyntaxProblem.UNEXPECTED_END, e.problem());
    assertEquals(0, e.position().offset());
    assertTrue(e.getMessage().length() < 1000, "the excerpt is cut");
  }

  @Test
  void aListOfAMillionElements() throws SyntaxException {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < MILLION; i++) {
      text.append(i).append(' ');
    }
    text.setCharAt(text.length() - 1, ')');
    Expression list = (Expression) Reading.one(text.toString());
    assertEquals(MILLION, list.size());
    assertPrints(text.toString(), list);
  }

  @Test
  void aConsListOfAMillionElements() throws SyntaxException {
    String text = "(Cons 1 ".repeat(MILLION) + "Nil" + ")".repeat(MILLION);
    Atom atom = Reading.one(text);
    assertPrints(text, atom);
    assertEquals(atom, Reading.one(text));
  }

  @Test
  void aWordAndAStringOfAMillionCharacters() throws SyntaxException {
    String text = "(" + "w".repeat(MILLION) + " \"" + "s".repeat(MILLION) + "\")";
    assertPrints(text, Reading.one(text));
  }

  @Test
  void anIntegerOfAHundredThousandDigits() {
    String digits = "1234567890".repeat(10_000);
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> assertEquals(NumberAtom.of(new BigInteger(digits)), Reading.one(digits)));
  }

  @Test
  void aHundredThousandFacts() throws SyntaxException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      text.append("(parent p").append(i % 1000).append(" p").append(i / 3).append(")\n");
    }
    List<Atom> atoms = Reading.all(text.toString());
    assertEquals(100_000, atoms.size());
    assertEquals("(parent p999 p33333)", atoms.getLast().toString());
  }

  @Test
  void aMistakeAtTheEndOfALongTextIsLocated() {
    String text = "(f x)\n".repeat(100_000) + ")";
    SyntaxException e = assertThrows(SyntaxException.class, () -> Reading.all(text));
    assertEquals("test.metta:100001:1", e.position().toString());
  }
}
