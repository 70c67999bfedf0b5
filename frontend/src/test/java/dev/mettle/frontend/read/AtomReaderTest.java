package dev.mettle.frontend.read;

import static dev.mettle.frontend.read.Reading.all;
import static dev.mettle.frontend.read.Reading.failure;
import static dev.mettle.frontend.read.Reading.one;
import static dev.mettle.frontend.read.Reading.printed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The syntax: white space, comments, expressions, words, variables and strings. */
class AtomReaderTest {

  @Nested
  class Layout {

    @ParameterizedTest
    @ValueSource(
        ints = {
          0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003,
          0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
          0x3000
        })
    void unicodeWhiteSpaceSeparates(int c) throws SyntaxException {
      String blank = Character.toString(c);
      assertEquals(List.of(Symbol.of("a"), Symbol.of("b")), all("a" + blank + "b" + blank));
      assertEquals("($x b)", printed("(" + blank + "$x" + blank + "b" + blank + ")"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x1C, 0x1F, 0x180E, 0x200B, 0x2060, 0xFEFF})
    void whatOnlyLooksLikeWhiteSpaceDoesNot(int c) throws SyntaxException {
      String word = "a" + Character.toString(c) + "b";
      assertEquals(Symbol.of(word), one(word));
    }

    @Test
    void commentsRunToTheLineFeed() throws SyntaxException {
      assertEquals("a|b", printed("a ; (one \" ) $x#\nb;c"));
      assertEquals("(list 1 2 3)", printed("(list 1 ; one\n 2 ; two\n 3)"));
      assertEquals("a", printed("a;b"));
      assertEquals("a", printed("a ; no line feed \r b"));
      assertEquals("(a b)", printed("(a ; )))) (((\n  b)"));
    }

    @Test
    void aTextMayHoldNoAtom() throws SyntaxException {
      assertEquals("", printed(""));
      assertEquals("", printed(" \n\t "));
      assertEquals("", printed("; comment"));
    }

    @Test
    void carriageReturnsAreWhiteSpace() throws SyntaxException {
      assertEquals("(a b)|c", printed("(a\r\nb)\r\nc\r\n"));
    }
  }

  @Nested
  class Expressions {

    @Test
    void nest() throws SyntaxException {
      assertEquals("(a (b (c)) ())", printed("(a(b(c))())"));
      assertEquals("((((x))))", printed(" ( ( ( ( x ) ) ) ) "));
      assertSame(Expression.EMPTY, one("()"));
      assertEquals("((a) (b))|((ignored))", printed("((a)(b))((ignored))"));
    }

    @Test
    void aRightBracketTooMany() {
      SyntaxException e = failure("(a b))");
      assertEquals(SyntaxProblem.UNEXPECTED_RIGHT_BRACKET, e.problem());
      assertEquals("Unexpected right bracket", e.description());
      assertEquals(5, e.position().offset());
    }

    @Test
    void aRightBracketTooFew() {
      SyntaxException e = failure("x (a (b) (c");
      assertEquals(SyntaxProblem.UNEXPECTED_END, e.problem());
      assertEquals("Unexpected end of expression", e.description());
      assertEquals(2, e.position().offset(), "where the expression begins");
      assertTrue(e.problem().isIncomplete());
    }

    @Test
    void theRestIsNotReadAfterAMistake() throws SyntaxException {
      AtomReader reader =
          new AtomReader(new SourceText("t", "a ) b \"\\q\" c"), Tokenizer.withLiterals());
      assertEquals(Optional.of(Symbol.of("a")), reader.read());
      assertEquals(
          SyntaxProblem.UNEXPECTED_RIGHT_BRACKET,
          assertThrows(SyntaxException.class, reader::read).problem());
      assertEquals(Optional.empty(), reader.read());
    }
  }

  @Nested
  class Words {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "a\"b", "a#b", "It's", "a,b", "[a]", "{y}", "&x", "'a'", "`q", "a$b", "a$", "!foo", "!5",
          "!\"s\"", "!$x", "!!", "=", ":=", "->", "a-b_c", "@z", "#", "été", "日本", "a😀b", "\\",
          "a\\n", "%Undefined%", "?", "a\u0000b", "\u007f"
        })
    void areSymbolsWithAllTheirCharacters(String word) throws SyntaxException {
      assertEquals(Symbol.of(word), one(word));
      assertEquals("(f " + word + ")", printed("(f " + word + ")"));
    }

    @Test
    void endAtBracketsAndSemicolons() throws SyntaxException {
      assertEquals("a|(b)|c", printed("a(b)c;d"));
    }

    @Test
    void theBangIsAWord() throws SyntaxException {
      assertEquals("!|(f)", printed("!(f)"));
      assertEquals("!|foo", printed("! foo"));
      assertEquals("!foo", printed("!foo"));
      assertEquals("!|!|7", printed("! ! 7"));
      assertEquals("(! a !)", printed("(! a !)"));
      assertEquals("!", printed("!"));
    }

    @Test
    void quotesInsideWordsOpenNoString() throws SyntaxException {
      assertEquals("a\"b\"|c", printed("a\"b\" c"));
      assertEquals("a\"b|c\"", printed("a\"b c\""));
    }
  }

  @Nested
  class Variables {

    @Test
    void runToWhiteSpaceOrBracket() throws SyntaxException {
      assertEquals(Variable.of("x;c"), one("$x;c"));
      assertEquals(Variable.of("x\"y"), one("$x\"y"));
      assertEquals(Variable.of("$"), one("$$"));
      assertEquals(Variable.of("été"), one("$été"));
      assertEquals("(f $x ($y))", printed("(f $x($y))"));
    }

    @Test
    void mayHaveAnEmptyName() throws SyntaxException {
      assertEquals(Variable.of(""), one("$"));
      assertEquals("(f $)", printed("(f $)"));
    }

    @Test
    void mustNotContainAHash() {
      SyntaxException e = failure("(f $ab#c)");
      assertEquals(SyntaxProblem.RESERVED_HASH, e.problem());
      assertEquals("'#' char is reserved for internal usage", e.description());
      assertEquals(6, e.position().offset());
      assertEquals(SyntaxProblem.RESERVED_HASH, failure("$#").problem());
    }

    @Test
    void areOneWithinATopLevelAtom() throws SyntaxException {
      Expression e = (Expression) one("($x (f $y $x))");
      Expression inner = (Expression) e.get(1);
      assertSame(e.get(0), inner.get(2));
      assertNotSame(inner.get(1), inner.get(2));
    }

    @Test
    void areNewInTheNextTopLevelAtom() throws SyntaxException {
      List<Atom> atoms = all("$x ($x)");
      assertEquals(atoms.get(0), ((Expression) atoms.get(1)).get(0));
      assertNotSame(atoms.get(0), ((Expression) atoms.get(1)).get(0));
    }

    @Test
    void areOneAlsoWhereThereAreMany() throws SyntaxException {
      StringBuilder text = new StringBuilder("(");
      for (int i = 0; i < 2000; i++) {
        text.append("$v").append(i % 1000).append(' ');
      }
      Expression e = (Expression) one(text.append(')').toString());
      for (int i = 0; i < 1000; i++) {
        assertEquals(Variable.of("v" + i), e.get(i));
        assertSame(e.get(i), e.get(i + 1000));
      }
    }
  }

  @Nested
  class Strings {

    private static String value(String literal) throws SyntaxException {
      return assertInstanceOf(StringAtom.class, one(literal)).value();
    }

    @Test
    void keepTheirCharacters() throws SyntaxException {
      assertEquals("", value("\"\""));
      assertEquals("two words", value("\"two words\""));
      assertEquals("; no (comment", value("\"; no (comment\""));
      assertEquals("été 日本 😀", value("\"été 日本 😀\""));
      assertEquals("$x#y", value("\"$x#y\""));
      assertEquals("a\r\nb\n\tc\0d", value("\"a\r\nb\n\tc\0d\""));
    }

    @Test
    void resolveEscapes() throws SyntaxException {
      assertEquals("'\"\\\n\r\t", value("\"\\'\\\"\\\\\\n\\r\\t\""));
      assertEquals("A\u007f\0", value("\"\\x41\\x7f\\x00\""));
      assertEquals("A\0é😀", value("\"\\u{41}\\u{}\\u{e9}\\u{1F600}\""));
      assertEquals("A", value("\"\\u{00000041}\""));
      assertEquals(Character.toString(0x10FFFF), value("\"\\u{10ffff}\""));
      assertEquals("\ud7ff\ue000", value("\"\\u{d7ff}\\u{e000}\""));
      assertEquals("a\\nb", value("\"a\\\\nb\""));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\\0",
          "\\q",
          "\\a",
          "\\N",
          "\\x80",
          "\\xff",
          "\\x4",
          "\\x4g",
          "\\u41",
          "\\u{110000}",
          "\\u{d800}",
          "\\u{dfff}",
          "\\u{ffffffff}",
          "\\u{000000041}",
          "\\u{4g}",
          "\\u{41",
          "\\u{ 41}",
          "\\u",
          "\\x",
          "\\ ",
          "\\(",
          "\\é",
          "\\\n"
        })
    void refuseAnythingElseBehindABackslash(String escape) {
      SyntaxException e = failure("(a \"xy" + escape + "\")");
      assertEquals(SyntaxProblem.INVALID_ESCAPE, e.problem());
      assertEquals("Invalid escape sequence", e.description());
      assertEquals(6, e.position().offset(), "the backslash");
    }

    @Test
    void mustBeClosed() {
      SyntaxException e = failure("(a \"b c)\n");
      assertEquals(SyntaxProblem.UNCLOSED_STRING, e.problem());
      assertEquals("Unclosed String Literal", e.description());
      assertEquals(3, e.position().offset());
      assertTrue(e.problem().isIncomplete());
      assertEquals(SyntaxProblem.UNCLOSED_STRING, failure("\"").problem());
      assertEquals(SyntaxProblem.UNCLOSED_STRING, failure("\"a\\\"").problem());
    }

    @Test
    void mustNotEndInABackslash() {
      SyntaxException e = failure("\"ab\\");
      assertEquals(SyntaxProblem.UNFINISHED_ESCAPE, e.problem());
      assertEquals("Escaping sequence is not finished", e.description());
      assertEquals(3, e.position().offset());
    }

    @Test
    void endAtTheQuote() throws SyntaxException {
      assertEquals("\"a\"|b", printed("\"a\"b"));
      assertEquals("(\"a\" \"b\")", printed("(\"a\"\"b\")"));
    }
  }

  @Nested
  class Laziness {

    @Test
    void tokensActOnTextThatIsReadLater() throws Exception {
      Tokenizer tokenizer = Tokenizer.withLiterals();
      AtomReader reader = new AtomReader(new SourceText("t", "x(x)x x"), tokenizer);
      assertEquals(Symbol.of("x"), reader.read().orElseThrow());
      tokenizer.bind("x", LongAtom.of(1));
      assertEquals(Expression.of(LongAtom.of(1)), reader.read().orElseThrow());
      tokenizer.bind("x", LongAtom.of(2));
      assertEquals(LongAtom.of(2), reader.read().orElseThrow());
      tokenizer.bind("[a-z]", LongAtom.of(3));
      assertEquals(LongAtom.of(3), reader.read().orElseThrow());
    }

    @Test
    void mistakesBehindAnAtomAreFoundLater() throws SyntaxException {
      AtomReader reader = new AtomReader(new SourceText("t", "(a)\"\\q"), Tokenizer.empty());
      assertEquals("(a)", reader.read().orElseThrow().toString());
    }
  }

  @Nested
  class Places {

    @Test
    void eachAtomKnowsWhereItBeganAndEnded() throws SyntaxException {
      AtomReader reader =
          new AtomReader(
              new SourceText("p.metta", "; one\n  (a\n b)\n\t$x \"s\""), Tokenizer.withLiterals());
      reader.read();
      assertEquals("p.metta:2:3", reader.position().toString());
      assertEquals(8, reader.start());
      assertEquals(14, reader.end());
      reader.read();
      assertEquals("p.metta:4:2", reader.position().toString());
      reader.read();
      assertEquals(4, reader.position().line());
      assertEquals(5, reader.position().column());
    }
  }

  @Test
  void halvesOfSurrogatePairsAreNoCharacters() throws SyntaxException {
    for (String text :
        List.of("a \ud800 b", "\"\udc00\"", "$\ud83dx", "x\ud83d", "; \ude00\n", "\udc00\ud800")) {
      SyntaxException e = failure(text);
      assertEquals(SyntaxProblem.UNPAIRED_SURROGATE, e.problem());
    }
    SyntaxException e = failure("😀 x\udc00");
    assertEquals("Unpaired surrogate U+DC00 is no character", e.description());
    assertEquals(4, e.position().column());
    assertEquals("😀", printed("😀"));
  }
}
