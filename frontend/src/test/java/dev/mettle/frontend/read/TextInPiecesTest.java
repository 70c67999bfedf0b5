package dev.mettle.frontend.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is read piece by piece gives what the same text gives as a whole. */
class TextInPiecesTest {

  private static final String[] WORDS = {
    "(",
    ")",
    "(",
    ")",
    " ",
    "\n",
    "\t",
    "; a (comment\n",
    ";é\n",
    "\"string\"",
    "\"a\\n\\x41\\u{1F600}\"",
    "\"",
    "\\",
    "#",
    "$x",
    "$",
    "!",
    "word",
    "12",
    "-1.5e3",
    "日本",
    "😀",
    "\u00a0",
    "a-word-that-is-longer",
    "\u0085",
    "\"two\nlines\"",
    "{",
    "}"
  };

  @TempDir Path directory;

  @Test
  void randomTextsAreReadAlike() throws IOException {
    Random random = new Random(7);
    Path file = directory.resolve("p.metta");
    int good = 0;
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder(random.nextInt(20) == 0 ? "\uFEFF" : "");
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(WORDS[random.nextInt(WORDS.length)]);
      }
      Files.writeString(file, text);
      String whole = readings(new SourceText("p.metta", text.toString()));
      int piece = 4 + random.nextInt(12);
      assertEquals(whole, readings(SourceText.inPieces(file, "p.metta", piece)), text::toString);
      good += whole.contains("!!") ? 0 : 1;
    }
    assertTrue(good > 100 && good < 2_900, "good: " + good);
  }

  @Test
  void aLongTokenIsReadInManyPieces() throws IOException {
    Path file = directory.resolve("long.metta");
    String inside = "x".repeat(100_000);
    Files.writeString(file, "(a \"" + inside + "\") ; " + inside + "\n(b)");
    AtomReader reader =
        new AtomReader(SourceText.inPieces(file, "long.metta", 4), Tokenizer.withLiterals());
    assertEquals("(a \"" + inside + "\")", reader.read().orElseThrow().toString());
    assertEquals("(b)", reader.read().orElseThrow().toString());
    assertTrue(reader.read().isEmpty());
  }

  @Test
  void largeFilesAreNotKeptAsAWhole() throws IOException {
    Path file = directory.resolve("large.metta");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      text.append("(fact ").append(i).append(")\n");
    }
    Files.writeString(file, text + "(broken");
    SourceText source = SourceText.load(file, "large.metta");
    AtomReader reader = new AtomReader(source, Tokenizer.withLiterals());
    for (int i = 0; i < 200_000; i++) {
      assertEquals("(fact " + i + ")", reader.read().orElseThrow().toString());
    }
    assertEquals(text.length() + 7, source.length());
    SyntaxException e = assertThrows(SyntaxException.class, reader::read);
    assertEquals(
        "large.metta:200001:1: Unexpected end of expression\n  (broken\n  ^", e.getMessage());
  }

  @Test
  void whatIsNoTextIsRefusedBeforeAnythingIsRead() throws IOException {
    Path file = directory.resolve("bytes.metta");
    Files.write(file, new byte[] {'(', 'a', ')', '\n', '(', (byte) 0xC3});
    SyntaxException e =
        assertThrows(SyntaxException.class, () -> SourceText.inPieces(file, "bytes.metta", 4));
    assertEquals(SyntaxProblem.INVALID_ENCODING, e.problem());
  }

  /** All atoms with their places, and what is wrong behind them. */
  private static String readings(SourceText source) {
    StringBuilder found = new StringBuilder();
    AtomReader reader = new AtomReader(source, Tokenizer.withLiterals());
    try {
      for (Optional<Atom> next = reader.read(); next.isPresent(); next = reader.read()) {
        found.append(reader.start()).append('-').append(reader.end()).append(' ');
        found.append(reader.position()).append(' ').append(next.get()).append('\n');
      }
    } catch (SyntaxException e) {
      found.append("!!").append(e.position().offset()).append(' ').append(e.getMessage());
    }
    return found.toString();
  }
}
