package dev.mettle.frontend.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Symbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens as regular expressions. */
class TokenPatternTest {

  private static final Symbol BOUND = Symbol.of("bound to the token");

  private static List<List<String>> recorded(String kind) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    TokenPatternTest.class.getResourceAsStream("token-patterns.txt")),
                StandardCharsets.UTF_8))) {
      return in.lines()
          .map(line -> List.of(line.split("\t")))
          .filter(fields -> fields.getFirst().equals(kind))
          .map(fields -> fields.subList(1, fields.size()))
          .toList();
    }
  }

  static Stream<List<String>> matches() throws IOException {
    return recorded("match").stream();
  }

  static Stream<List<String>> errors() throws IOException {
    return recorded("error").stream();
  }

  private static Tokenizer bound(String token) throws TokenPatternException {
    Tokenizer tokenizer = Tokenizer.empty();
    tokenizer.bind(token, BOUND);
    return tokenizer;
  }

  @ParameterizedTest
  @MethodSource("matches")
  void captureTheWordsThatTheyCaptureInTheReference(List<String> tokenAndWords) throws Exception {
    Tokenizer tokenizer = bound(tokenAndWords.getFirst());
    List<String> captured = tokenAndWords.subList(1, tokenAndWords.size());
    for (String word : recorded("words").getFirst()) {
      assertEquals(captured.contains(word), tokenizer.atomOf(word) == BOUND, word);
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void areRefusedWithTheMessageOfTheReference(List<String> tokenAndMessage) {
    String token = tokenAndMessage.get(0);
    String message = tokenAndMessage.get(1).replace("\\n", "\n").replace("\\\\", "\\");
    assertEquals(
        message, assertThrows(TokenPatternException.class, () -> bound(token)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "&tok", "foo-bar", "é", "a,b", "=", "<a>", "#x", "a b", "%x%"})
  void plainWordsNeedNoPattern(String word) {
    assertTrue(TokenPattern.isPlainWord(word));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.", "\\a", "a+", "*", "a?", "(", ")", "a|b", "[", "]", "{", "}", "^", "a$"})
  void othersDo(String token) {
    assertFalse(TokenPattern.isPlainWord(token));
  }

  @Test
  void groupsAreRefusedSinceNoWordHasBrackets() {
    assertThrows(TokenPatternException.class, () -> bound("(a)"));
    assertThrows(TokenPatternException.class, () -> bound("a)"));
  }

  @Test
  void stackedRepetitionsTakeNoExponentialTime() {
    String word = "a".repeat(5000);
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          assertEquals(Symbol.of(word + "c"), bound("a**b").atomOf(word + "c"));
          assertEquals(Symbol.of(word + "c"), bound("a+*+b").atomOf(word + "c"));
          assertEquals(Symbol.of(word + "c"), bound("a?{50}a{50}").atomOf(word + "c"));
          assertEquals(BOUND, bound("a**b").atomOf(word + "b"));
        });
  }

  @Test
  void patternsOfExcessiveSizeAreRefused() {
    for (String token : List.of("a{9999999}", "a{1000}{1000}", "a{999}{999}{999}{999}{999}{999}")) {
      assertEquals(
          "Could convert token "
              + token
              + " into regex: Compiled regex exceeds size limit of 10485760 bytes.",
          assertThrows(TokenPatternException.class, () -> bound(token)).getMessage());
    }
  }

  @Test
  void longStringsDoNotOverflowTheStack() throws Exception {
    String word = '"' + "ab".repeat(500_000) + '"';
    assertEquals(BOUND, bound(".*").atomOf(word));
    assertEquals(BOUND, bound(".{1}*").atomOf(word));
    assertEquals(BOUND, bound("\"[ab]+?\"").atomOf(word));
    assertEquals(BOUND, bound("\".??**\"").atomOf(word));
  }
}
