package dev.mettle.frontend.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packed texts read back to the same atoms. */
class PackedTextTest {

  private static List<Atom> packed(String text, Tokenizer tokenizer) throws SyntaxException {
    return PackedText.read(PackedText.pack(new SourceText("test.metta", text)), tokenizer);
  }

  private static void assertSameAtoms(String text) throws SyntaxException {
    assertEquals(Reading.all(text), packed(text, Tokenizer.withLiterals()), text);
  }

  @Test
  void allKindsOfTokens() throws SyntaxException {
    assertSameAtoms("");
    assertSameAtoms("; nothing but a comment");
    assertSameAtoms("a $x \"s\" () 5 -5 +5 1.5e3 True (a (b $x) \"\" ()) ; end");
    assertSameAtoms("(= (f $x $y) (g $y $x $x)) !(f 1 \"a\\n\\\"\\u{1F600}\" été)");
    assertSameAtoms("$ ($ $a$b) 99999999999999999999999 a\"b 日本 \"é\u0001\u0080\uFFFF\"");
  }

  @Test
  void deepAndWide() throws SyntaxException {
    assertSameAtoms("(".repeat(5_000) + "x" + ")".repeat(5_000));
    assertSameAtoms("(" + "a 1 $v ".repeat(5_000) + ")");
  }

  @Test
  void eachAtomHasVariablesOfItsOwn() throws SyntaxException {
    List<Atom> atoms = packed("($x $x) ($x)", Tokenizer.withLiterals());
    Expression first = (Expression) atoms.get(0);
    Expression second = (Expression) atoms.get(1);
    assertSame(first.get(0), first.get(1));
    assertNotSame(first.get(0), second.get(0));
  }

  @Test
  void wordsMeanWhatTheTokenizerSays() throws SyntaxException {
    Tokenizer tokenizer = Tokenizer.withLiterals();
    tokenizer.define("five", LongAtom.of(5));
    assertEquals(List.of(LongAtom.of(5)), packed("five", tokenizer));
  }

  @Test
  void mistakesAreFoundWhenPacking() {
    for (String text : List.of("(a", "a)", "\"a", "$a#b", "\"\\q\"")) {
      assertThrows(
          SyntaxException.class, () -> PackedText.pack(new SourceText("test.metta", text)), text);
    }
  }
}
