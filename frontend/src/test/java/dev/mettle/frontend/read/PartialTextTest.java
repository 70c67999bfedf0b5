package dev.mettle.frontend.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Texts that arrive bit by bit. */
class PartialTextTest {

  private final PartialText text = new PartialText("typed");

  private String complete(String more) {
    text.add(more);
    return text.takeComplete().map(SourceText::text).orElse("");
  }

  @Test
  void whatIsWholeIsTakenAtOnce() {
    assertEquals("(a)\n", complete("(a)\n(b"));
    assertEquals("", complete(" c\n"));
    assertEquals("(b c\n d) ; e\n", complete(" d) ; e\n"));
    assertTrue(text.isBlank());
  }

  @Test
  void expressionsDoNotWaitForTheEndOfTheirLineAndWordsDo() {
    assertEquals("(a)", complete("(a) (b\n"));
    assertEquals(" (b\nc)", complete("c) !(d"));
    assertEquals(" !(d) ; e\n", complete(") ; e\n"));
    assertEquals("", complete("word"));
    assertEquals("words\n", complete("s\n"));
  }

  @Test
  void aMarkWaitsForItsAtom() {
    assertEquals("", complete("!\n"));
    assertFalse(text.isBlank());
    assertEquals("!\n(a)\n", complete("(a)\n"));
    assertEquals("", complete("!(a \"b\n"));
    assertEquals("!(a \"b\n)\")\n", complete(")\")\n"));
  }

  @Test
  void aMistakeDoesNotWait() {
    assertEquals("(a))\n(b", complete("(a))\n(b"));
  }

  @Test
  void linesAreCountedOn() throws Exception {
    complete("(a)\n(b)\n");
    text.add(";\n (c\n");
    assertTrue(text.takeComplete().isEmpty());
    SourceText rest = text.takeRest().orElseThrow();
    assertEquals(3, rest.firstLine());
    AtomReader reader = new AtomReader(rest, Tokenizer.empty());
    try {
      reader.read();
    } catch (SyntaxException e) {
      assertEquals("typed:4:2: Unexpected end of expression\n   (c\n   ^", e.getMessage());
      return;
    }
    throw new AssertionError("read");
  }

  @Test
  void columnsAreCountedOn() {
    assertEquals("(a)\n(\uD83D\uDE00)", complete("(a)\n(\uD83D\uDE00) "));
    text.add("(b)");
    SourceText next = text.takeComplete().orElseThrow();
    assertEquals("typed:2:5", next.position(1).toString());
    assertEquals(" c\n", complete(" c\n"));
    text.add("(d)");
    assertEquals("typed:3:1", text.takeComplete().orElseThrow().position(0).toString());
  }
}
