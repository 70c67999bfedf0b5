package dev.mettle.frontend.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was printed reads back to the same atom. */
class RoundTripTest {

  private static final List<String> WORDS =
      List.of(
          "a",
          "foo-bar",
          "été",
          "日本",
          "a\"b",
          "a#b",
          "=",
          "->",
          "!",
          "1.",
          "--1",
          "a😀",
          "1e",
          "$x".substring(1));

  private final Random random = new Random(20250101);

  @Test
  void ofGeneratedAtoms() throws SyntaxException {
    for (int i = 0; i < 20_000; i++) {
      Atom atom = atom(5);
      String text = atom.toString();
      Atom back = Reading.one(text);
      assertTrue(AtomEquality.identical(atom, back), () -> text + " became " + back);
      assertEquals(text, back.toString());
    }
  }

  @Test
  void ofManyAtomsInOneText() throws SyntaxException {
    List<Atom> atoms = random.ints(5000).mapToObj(i -> atom(3)).toList();
    StringBuilder text = new StringBuilder();
    for (Atom atom : atoms) {
      text.append(atom).append(random.nextBoolean() ? "\n" : " ; comment )\n\t");
    }
    assertEquals(atoms, Reading.all(text.toString()));
  }

  @Test
  void ofEveryCharacterInAString() throws SyntaxException {
    for (int from = 0; from < Character.MAX_CODE_POINT; from += 0x1000) {
      StringBuilder value = new StringBuilder();
      for (int c = from; c < from + 0x1000; c++) {
        if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
          value.appendCodePoint(c);
        }
      }
      // Characters that print as \0 are the one thing that the reader does not take back.
      String text = StringAtom.of(value.toString()).toString().replace("\\0", "\\x00");
      assertEquals(StringAtom.of(value.toString()), Reading.one(text));
    }
  }

  private Atom atom(int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 12)) {
      case 0 -> Symbol.of(WORDS.get(random.nextInt(WORDS.size())));
      case 1 -> Variable.of(WORDS.get(random.nextInt(4)));
      case 2 -> NumberAtom.of(random.nextInt(-2000, 2000));
      case 3 -> NumberAtom.of(random.nextLong());
      case 4 -> NumberAtom.of(new BigInteger(200, random).subtract(BigInteger.ONE.shiftLeft(199)));
      case 5 -> real();
      case 6 -> StringAtom.of(string());
      case 7 -> BoolAtom.of(random.nextBoolean());
      default -> {
        Atom[] children = new Atom[random.nextInt(6)];
        for (int i = 0; i < children.length; i++) {
          children[i] = atom(depth - 1);
        }
        yield Expression.of(children);
      }
    };
  }

  private Atom real() {
    double value = Double.longBitsToDouble(random.nextLong());
    return NumberAtom.of(Double.isFinite(value) ? value : random.nextInt() / 8.0);
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      int c =
          switch (random.nextInt(4)) {
            case 0 -> "\"\\'\n\r\t;()$#".codePointAt(random.nextInt(11));
            case 1 -> random.nextInt(1, 0x100);
            case 2 -> random.nextInt(0x100, 0xD800);
            default -> random.nextInt(0xE000, 0x110000);
          };
      value.appendCodePoint(c);
    }
    return value.toString();
  }
}
