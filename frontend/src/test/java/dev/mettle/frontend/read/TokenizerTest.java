package dev.mettle.frontend.read;

import static dev.mettle.frontend.read.Reading.failure;
import static dev.mettle.frontend.read.Reading.one;
import static dev.mettle.frontend.read.Reading.printed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.BigIntegerAtom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What words and strings stand for. */
class TokenizerTest {

  private static final Atom A = LongAtom.of(1001);
  private static final Atom B = LongAtom.of(1002);

  private static String read(String text, Tokenizer tokenizer) throws SyntaxException {
    return String.join("|", Reading.all(text, tokenizer).stream().map(Atom::toString).toList());
  }

  @Nested
  class Literals {

    @ParameterizedTest
    @CsvSource({
      "0, 0",
      "42, 42",
      "-17, -17",
      "+5, 5",
      "007, 7",
      "-0, 0",
      "+0, 0",
      "-007, -7",
      "9223372036854775807, 9223372036854775807",
      "-9223372036854775808, -9223372036854775808",
      "999999999999999999, 999999999999999999",
      "000000000000000000000001, 1",
    })
    void integers(String word, long value) throws SyntaxException {
      assertSame(LongAtom.class, one(word).getClass());
      assertEquals(LongAtom.of(value), one(word));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "9223372036854775808",
          "-9223372036854775809",
          "99999999999999999999999999999999",
          "-170141183460469231731687303715884105728"
        })
    void integersOfAnySize(String word) throws SyntaxException {
      assertInstanceOf(BigIntegerAtom.class, one(word));
      assertEquals(NumberAtom.of(new BigInteger(word)), one(word));
      assertEquals(word, one(word).toString());
    }

    @ParameterizedTest
    @CsvSource({
      "1.5, 1.5",
      "-2.25, -2.25",
      "+3.0, 3.0",
      "1e3, 1000.0",
      "2.5e-3, 0.0025",
      "1E2, 100.0",
      "0.0, 0.0",
      "-0.0, -0.0",
      "00.50, 0.5",
      "1.50000, 1.5",
      "0.10e1, 1.0",
      "1e0, 1.0",
      "1e+1, 10.0",
      "1e-1, 0.1",
      "-1.5E+2, -150.0",
      "+2e2, 200.0",
      "1e01, 10.0",
      "1e400, inf",
      "-1e400, -inf",
      "1e-400, 0.0",
      "-1e-400, -0.0",
      "1e999999999999, inf",
      "1e-999999999999, 0.0",
      "1.7976931348623157e308, 1.7976931348623157e308",
      "5e-324, 5e-324",
      "0.1, 0.1",
      "123456789012345678901234567890.0, 1.2345678901234568e29",
      "9007199254740993.0, 9007199254740992.0",
    })
    void floats(String word, String printed) throws SyntaxException {
      assertInstanceOf(DoubleAtom.class, one(word));
      assertEquals(printed, one(word).toString());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1.",
          ".5",
          "1e",
          "1_000",
          "0x10",
          "--1",
          "1.2.3",
          "1e2.5",
          "+-3",
          "3a",
          "-",
          "+",
          "1.e5",
          "inf",
          "NaN",
          "-inf",
          "1e+",
          "1e-",
          "e5",
          "1.5f",
          "1d",
          "0b1",
          "1e5e5",
          "-a",
          "1.5.",
          "1,5",
          "Infinity",
          "1-",
          "-.5",
          "½",
          "²",
          "true",
          "TRUE",
          "tRue",
          "pi"
        })
    void almostLiteralsAreSymbols(String word) throws SyntaxException {
      assertEquals(Symbol.of(word), one(word));
    }

    @ParameterizedTest
    @CsvSource({
      "٣, 'Could not parse integer: ''٣'', invalid digit found in string'",
      "-٣, 'Could not parse integer: ''-٣'', invalid digit found in string'",
      "1٣, 'Could not parse integer: ''1٣'', invalid digit found in string'",
      "𝟙, 'Could not parse integer: ''𝟙'', invalid digit found in string'",
      "1.٣, 'Could not parse float: ''1.٣'', invalid float literal'",
      "٣.٣, 'Could not parse float: ''٣.٣'', invalid float literal'",
      "1e٣, 'Could not parse float: ''1e٣'', invalid float literal'",
    })
    void digitsOfOtherScriptsAreMistakes(String word, String message) {
      SyntaxException e = failure("(f " + word + ")");
      assertEquals(SyntaxProblem.BAD_TOKEN, e.problem());
      assertEquals(message, e.description());
      assertEquals(3, e.position().offset());
    }

    @Test
    void boolsAndConstants() throws SyntaxException {
      assertSame(BoolAtom.TRUE, one("True"));
      assertSame(BoolAtom.FALSE, one("False"));
      assertEquals("(3.141592653589793 2.718281828459045)", printed("(PI EXP)"));
    }

    @Test
    void stringsAreValues() throws SyntaxException {
      assertEquals(StringAtom.of("a"), one("\"a\""));
    }

    @Test
    void withoutThemEverythingIsASymbol() throws SyntaxException {
      Tokenizer none = Tokenizer.empty();
      assertEquals(
          List.of(
              Symbol.of("1"),
              Symbol.of("True"),
              Symbol.of("\"a\"b\""),
              Expression.of(Symbol.of("1.5"), Symbol.of("PI"))),
          Reading.all("1 True \"a\\\"b\" (1.5 PI)", none));
      assertEquals(Variable.of("x"), Reading.all("$x", none).getFirst());
    }
  }

  @Nested
  class Order {

    @Test
    void theLastOneThatMatchesWins() throws Exception {
      Tokenizer tokenizer = Tokenizer.withLiterals();
      tokenizer.bind("ab", A);
      assertEquals("1001|abc", read("ab abc", tokenizer));
      tokenizer.bind("a.", B);
      assertEquals("1002|1002|abc", read("ab ax abc", tokenizer));
      tokenizer.bind("ab", A);
      assertEquals("1001|1002", read("ab ax", tokenizer));
      tokenizer.bind("ab", B);
      assertEquals("1002|1002", read("ab ax", tokenizer));
    }

    @Test
    void patternsCaptureLiterals() throws Exception {
      Tokenizer tokenizer = Tokenizer.withLiterals();
      assertEquals("12|12.5|\"s\"|True", read("12 12.5 \"s\" True", tokenizer));
      tokenizer.bind("[0-9]+", A);
      assertEquals("1001|12.5|\"s\"|True|-3", read("12 12.5 \"s\" True -3", tokenizer));
      tokenizer.bind("...", B);
      assertEquals("1001|1002|1002|True|\"st\"", read("12 \"s\" foo True \"st\"", tokenizer));
      tokenizer.bind("T.*e", A);
      assertEquals("1001|False", read("True False", tokenizer));
    }

    @Test
    void literalsRegisteredLaterWinAgain() throws Exception {
      Tokenizer first = Tokenizer.empty();
      first.bind("[0-9]+", A);
      first.define("7", B);
      first.addAll(Tokenizer.withLiterals());
      assertEquals("12|7", read("12 7", first));
    }

    @Test
    void definedWordsAreTakenLiterally() throws SyntaxException {
      Tokenizer tokenizer = Tokenizer.withLiterals();
      tokenizer.defineAll(Map.of("+", A, "a.c", B, "5", B, "\"s\"", A));
      assertEquals("1001|1002|abc|1002|1001|6|++", read("+ a.c abc 5 \"s\" 6 ++", tokenizer));
    }

    @Test
    void aConstructorSeesTheWordEachTime() throws Exception {
      Tokenizer tokenizer = Tokenizer.withLiterals();
      int[] calls = {0};
      tokenizer.register(Pattern.compile("'.'"), word -> StringAtom.of(word + ++calls[0]));
      assertEquals("\"'a'1\"|\"'a'2\"|'ab'", read("'a' 'a' 'ab'", tokenizer));
      tokenizer.register(Pattern.compile("\".*\"", Pattern.DOTALL), Symbol::of);
      assertEquals(Symbol.of("\"x\ny\""), Reading.all("\"x\\ny\"", tokenizer).getFirst());
    }

    @Test
    void aConstructorMayRefuse() {
      Tokenizer tokenizer = Tokenizer.withLiterals();
      tokenizer.register(
          Pattern.compile("#.*"),
          word -> {
            throw new TokenException("no such colour: " + word);
          });
      SyntaxException e = failure("a\n (#ff)", tokenizer);
      assertEquals("test.metta:2:3: no such colour: #ff\n   (#ff)\n    ^", e.getMessage());
    }

    @Test
    void variablesAreNeverTokens() throws Exception {
      Tokenizer tokenizer = Tokenizer.withLiterals();
      tokenizer.bind(".*", A);
      assertEquals("$x|1001|($y)", read("$x x ($y)", tokenizer));
    }

    @Test
    void boundAtomsAreSharedAndOthersAreNot() throws Exception {
      Tokenizer tokenizer = Tokenizer.withLiterals();
      Atom value = Expression.of(Symbol.of("a"));
      tokenizer.bind("tok", value);
      tokenizer.bind("x+", value);
      for (String word : List.of("tok", "tok", "x", "xx")) {
        assertSame(value, tokenizer.atomOf(word));
      }
      assertNotSame(one("$x"), one("$x"));
    }
  }

  @Nested
  class Copies {

    @Test
    void goTheirOwnWay() throws Exception {
      Tokenizer original = Tokenizer.withLiterals();
      original.bind("a", A);
      Tokenizer copy = original.copy();
      copy.bind("a", B);
      copy.bind("b+", B);
      assertEquals("1001|bb|5", read("a bb 5", original));
      assertEquals("1002|1002|5", read("a bb 5", copy));
    }

    @Test
    void addedTokensComeLastAndSoWin() throws Exception {
      Tokenizer exported = Tokenizer.empty();
      exported.define("&rng", A);
      exported.bind("a.", A);
      Tokenizer module = Tokenizer.withLiterals();
      module.bind("ab", B);
      module.addAll(exported);
      assertEquals("1001|1001|&x", read("&rng ab &x", module));
      module.addAll(module);
      assertEquals("1001|1001", read("&rng ab", module));
    }
  }

  @Test
  void bindingsThatAreNoRegularExpressionsAreRefused() throws Exception {
    Tokenizer tokenizer = Tokenizer.withLiterals();
    assertThrows(TokenPatternException.class, () -> tokenizer.bind("*x", A));
    assertEquals("*x", read("*x", tokenizer));
  }

  @Test
  void wordsOfEqualHashAreToldApart() throws SyntaxException {
    Tokenizer tokenizer = Tokenizer.withLiterals();
    tokenizer.define("Aa", A);
    tokenizer.define("BB", B);
    assertEquals("1001|1002|1001|AaAa|BBBB|AaBB", read("Aa BB Aa AaAa BBBB AaBB", tokenizer));
  }

  @Test
  void integersAndFloatsStayWhatTheyAre() throws SyntaxException {
    assertEquals(false, AtomEquality.identical(one("1"), one("1.0")));
    assertEquals(one("1"), one("1.0"));
  }
}
