package dev.mettle.frontend.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The parts of a text that are shown in colours. */
class TokenSpanTest {

  private static String kinds(String text) {
    return TokenSpan.of(text).stream()
        .map(span -> span.kind() + ":" + text.substring(span.start(), span.end()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void everythingButWhiteSpaceHasItsKind() {
    assertEquals(
        "BRACKET:( WORD:+ VARIABLE:$x NUMBER:-1.5 STRING:\"a;b\" BRACKET:) COMMENT:; c WORD:d",
        kinds("(+ $x -1.5 \"a;b\") ; c\n d"));
    assertEquals("WORD:a COMMENT:;b COMMENT:; c", kinds("a;b\n\n ; c"));
    assertEquals("BRACKET:( STRING:\"open", kinds("(\"open"));
    assertEquals("MISTAKE:$a#", kinds("$a#"));
    assertEquals("", kinds(" "));
  }
}
