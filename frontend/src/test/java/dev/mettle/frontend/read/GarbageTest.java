package dev.mettle.frontend.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is fed to the reader, it gives atoms or says what is wrong and where. */
class GarbageTest {

  private static final String PIECES = "()()\"\\$#;! \n\tax1u{}é٣日😀\ud800\u0000\u001b\u2028";

  @Test
  void randomBytes() {
    Random random = new Random(1);
    Set<SyntaxProblem> seen = EnumSet.noneOf(SyntaxProblem.class);
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        for (int j = 0; j < bytes.length; j++) {
          bytes[j] &= 0x7F;
        }
      }
      try {
        Reading.all(SourceText.decode("garbage", bytes).text());
      } catch (SyntaxException e) {
        assertTrue(e.getMessage().lines().count() >= 2);
        seen.add(e.problem());
      }
    }
    assertTrue(seen.contains(SyntaxProblem.INVALID_ENCODING));
  }

  @Test
  void randomTexts() {
    Random random = new Random(2);
    char[] pieces = PIECES.toCharArray();
    Set<SyntaxProblem> seen = EnumSet.noneOf(SyntaxProblem.class);
    int good = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(25);
      for (int j = 0; j < length; j++) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        List<Atom> atoms = Reading.all(text.toString());
        good++;
        assertFalse(atoms.contains(null));
      } catch (SyntaxException e) {
        seen.add(e.problem());
        int offset = e.position().offset();
        assertTrue(offset >= 0 && offset <= text.length(), () -> offset + " in " + text);
      }
    }
    assertTrue(good > 1000, "some texts are good: " + good);
    assertEquals(EnumSet.complementOf(EnumSet.of(SyntaxProblem.INVALID_ENCODING)), seen);
  }
}
