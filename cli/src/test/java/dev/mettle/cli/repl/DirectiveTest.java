package dev.mettle.cli.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

/** What can be asked for at the prompt, and how what is typed is taken apart. */
class DirectiveTest {

  @Test
  void theHelpFitsATerminal() {
    for (Directive directive : Directive.values()) {
      assertTrue(directive.help().length() <= 80, directive::help);
    }
  }

  /** The line reader has a complaint printed at the prompt about lines that are anything less. */
  @Test
  void aWordIsCompletedAsItIsTyped() {
    ParsedLine line = new BracketParser().parse("(car-at x)", 5, ParseContext.COMPLETE);
    CompletingParsedLine completing = assertInstanceOf(CompletingParsedLine.class, line);
    assertEquals("car-at", line.word());
    assertEquals(4, completing.rawWordCursor());
    assertEquals(6, completing.rawWordLength());
    assertEquals("a\"b", completing.escape("a\"b", true).toString());
  }
}
