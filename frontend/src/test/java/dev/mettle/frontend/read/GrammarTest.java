package dev.mettle.frontend.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.grammar.MettaLexer;
import dev.mettle.frontend.grammar.MettaParser;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.dfa.DFAState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The grammar as such: it has one reading for every text. */
class GrammarTest {

  private static final List<String> TEXTS =
      List.of(
          "",
          "; only a comment",
          "(= (fact $n) (if (== $n 0) 1 (* $n (fact (- $n 1)))))\n!(fact 10)\n",
          "((a)(b))(\"s\"\"t\")$x;c $y a;b\n(\"\\n\\x41\\u{1F600}\" 'c' a\"b #)",
          "()(())!!($)\t\"multi\nline\"",
          "été(日本 $変数 \"文\\u{}\")\u3000x\u2028y\u00a0z",
          "\u0000\u001f\u007f");

  private static final String ALPHABET = "()\"\\$#;! \n\t\rabnrtxu{}0123479afAFgé\u00a0\u2028日😀'";

  /** Fails on whatever ANTLR has to say. */
  private static final class Strict extends BaseErrorListener {

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object symbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException e) {
      throw new AssertionError(line + ":" + column + " " + message);
    }

    @Override
    public void reportAmbiguity(
        Parser parser,
        DFA dfa,
        int start,
        int stop,
        boolean exact,
        BitSet alternatives,
        ATNConfigSet configurations) {
      throw new AssertionError("ambiguous: " + parser.getTokenStream().getText());
    }

    @Override
    public void reportAttemptingFullContext(
        Parser parser,
        DFA dfa,
        int start,
        int stop,
        BitSet alternatives,
        ATNConfigSet configurations) {
      throw new AssertionError("needs full context: " + parser.getTokenStream().getText());
    }

    @Override
    public void reportContextSensitivity(
        Parser parser, DFA dfa, int start, int stop, int prediction, ATNConfigSet configurations) {
      throw new AssertionError("depends on context: " + parser.getTokenStream().getText());
    }
  }

  private static List<Token> tokens(String text) {
    MettaLexer lexer = new MettaLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    lexer.addErrorListener(new Strict());
    return List.copyOf(lexer.getAllTokens());
  }

  private static String randomText(Random random) {
    int[] characters = ALPHABET.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  private static final Set<Integer> MISTAKES =
      Set.of(MettaLexer.RESERVED_HASH, MettaLexer.UNCLOSED_STRING, MettaLexer.INVALID_ESCAPE);

  @Test
  void theParserIsNeverInDoubt() {
    TEXTS.forEach(GrammarTest::parseStrictly);
    Random random = new Random(3);
    for (int i = 0; i < 5000; i++) {
      String text = randomText(random);
      if (tokens(text).stream().noneMatch(token -> MISTAKES.contains(token.getType()))) {
        parseStrictly(text);
      }
    }
  }

  private static void parseStrictly(String text) {
    MettaLexer lexer = new MettaLexer(CharStreams.fromString(text));
    MettaParser parser = new MettaParser(new CommonTokenStream(lexer));
    parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
    for (Recognizer<?, ?> recognizer : List.of(lexer, parser)) {
      recognizer.removeErrorListeners();
      recognizer.addErrorListener(new Strict());
    }
    assertEquals(tokens(text).size(), parser.source().item().size());
  }

  @Test
  void noStretchOfTextIsATokenOfTwoKinds() {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      var _ = tokens(randomText(random));
    }
    TEXTS.forEach(GrammarTest::tokens);
    MettaLexer lexer = new MettaLexer(CharStreams.fromString(""));
    DFA dfa = lexer.getInterpreter().decisionToDFA[0];
    Set<Integer> found = new TreeSet<>();
    for (DFAState state : dfa.states.keySet()) {
      Set<Integer> rules = new TreeSet<>();
      for (ATNConfig configuration : state.configs) {
        if (configuration.state instanceof RuleStopState) {
          rules.add(configuration.state.ruleIndex);
        }
      }
      assertTrue(rules.size() <= 1, () -> "one text, several rules: " + names(rules));
      found.addAll(rules);
    }
    assertEquals(MettaLexer.VOCABULARY.getMaxTokenType(), found.size(), "kinds of tokens seen");
  }

  private static List<String> names(Set<Integer> rules) {
    return rules.stream().map(rule -> MettaLexer.ruleNames[rule]).toList();
  }

  @Test
  void everyTextIsASequenceOfTokens() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      String text = randomText(random);
      // The strict listener fails where no token fits; here the scanner has to agree with ANTLR.
      TokenScanner scanner = new TokenScanner(new SourceText("t", text));
      StringBuilder ours = new StringBuilder();
      for (int type = scanner.next(); type != MettaLexer.EOF; type = scanner.next()) {
        assertNotEquals(scanner.start(), scanner.end());
        ours.append(type).append(':').append(text, scanner.start(), scanner.end()).append('\n');
      }
      StringBuilder theirs = new StringBuilder();
      for (Token token : tokens(text)) {
        theirs.append(token.getType()).append(':').append(token.getText()).append('\n');
      }
      assertEquals(theirs.toString(), ours.toString(), text);
    }
  }

  @Test
  void foldedCharactersAreTheSameToEveryRule() {
    for (ATNState state : MettaLexer._ATN.states) {
      for (Transition transition : state.getTransitions()) {
        if (transition.isEpsilon()) {
          continue;
        }
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
          boolean matches = transition.matches(c, 0, Character.MAX_CODE_POINT);
          int folded = UnitStream.fold(c);
          if (matches != transition.matches(folded, 0, Character.MAX_CODE_POINT)) {
            throw new AssertionError(
                "U+%04X is no %c to %s".formatted(c, (char) folded, transition.label()));
          }
        }
      }
    }
    // White space is known to the grammar by its Unicode property; this is Java's idea of it.
    for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
      boolean space = Character.isSpaceChar(c) || c == 0x85;
      assertEquals(space, UnitStream.fold(c) == ' ', Integer.toHexString(c));
    }
  }
}
