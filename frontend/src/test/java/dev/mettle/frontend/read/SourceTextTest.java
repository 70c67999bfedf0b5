package dev.mettle.frontend.read;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTextTest {

  private static byte[] bytes(Object... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part : parts) {
      switch (part) {
        case String s -> out.writeBytes(s.getBytes(StandardCharsets.UTF_8));
        case Integer i -> out.write(i);
        default -> throw new IllegalArgumentException();
      }
    }
    return out.toByteArray();
  }

  @Test
  void linesAreCountedAtLineFeeds() {
    SourceText source = new SourceText("t", "a\r\nbc\n\nd");
    assertEquals(4, source.lineCount());
    assertEquals("a", source.line(1));
    assertEquals("bc", source.line(2));
    assertEquals("", source.line(3));
    assertEquals("d", source.line(4));
    assertEquals(1, source.lineAt(0));
    assertEquals(1, source.lineAt(2));
    assertEquals(2, source.lineAt(3));
    assertEquals(3, source.lineAt(6));
    assertEquals(4, source.lineAt(8));
    assertEquals(2, source.columnAt(4));
  }

  @Test
  void anEmptyTextHasOneLine() {
    SourceText source = new SourceText("t", "");
    assertEquals(1, source.lineCount());
    assertEquals("", source.line(1));
    assertEquals("t:1:1", source.position(0).toString());
  }

  @Test
  void whatNobodyHasWrittenIsNoPartOfAPlace() {
    SourceText text = new SourceText("t", "(f\n  x)", 7).behind("! ");
    assertEquals("! (f\n  x)", text.text());
    assertEquals("t:7:1", text.position(0).toString());
    assertEquals("t:7:1", text.position(2).toString());
    assertEquals("t:7:2", text.position(3).toString());
    assertEquals("t:8:3", text.position(7).toString());
    assertEquals("(f", text.line(7));
    assertEquals("  x)", text.line(8));
    AtomReader reader = new AtomReader(new SourceText("t", "(f").behind("!"), Tokenizer.empty());
    assertDoesNotThrow(reader::read);
    SyntaxException open = assertThrows(SyntaxException.class, reader::read);
    assertEquals("t:1:1: Unexpected end of expression\n  (f\n  ^", open.getMessage());
  }

  @Test
  void aByteOrderMarkIsLeftOut() throws SyntaxException {
    SourceText source = SourceText.decode("t", bytes(0xEF, 0xBB, 0xBF, "(a)"));
    assertEquals("(a)", source.text());
    assertEquals("!|(f)", Reading.printed("\uFEFF!(f)"));
  }

  @Test
  void utf8IsDecoded() throws SyntaxException {
    assertEquals("été 😀", SourceText.decode("t", bytes("été 😀")).text());
    assertEquals("a\uFFFDb", SourceText.decode("t", bytes("a\uFFFDb")).text());
  }

  @Test
  void invalidUtf8IsLocated() {
    SyntaxException e =
        assertThrows(
            SyntaxException.class,
            () -> SourceText.decode("bin.metta", bytes("é\n(ab", 0xFF, "c)\nd")));
    assertEquals(SyntaxProblem.INVALID_ENCODING, e.problem());
    assertEquals(
        """
        bin.metta:2:4: Invalid UTF-8: byte 0xff at offset 6
          (ab\uFFFDc)
             ^\
        """,
        e.getMessage());
  }

  @Test
  void cutAndOverlongSequencesAreInvalid() {
    Object[][] malformed = {
      {"a", 0xC3},
      {"a", 0xC0, 0xAF},
      {"a", 0xE2, 0x82},
      {"a", 0xED, 0xA0, 0x80},
      {"a", 0x80},
      {"a", 0xF4, 0x90, 0x80, 0x80},
      {"\uFFFD", 0xFE},
      {0xEF, 0xBB, 0xBF, 0xFF}
    };
    for (Object[] parts : malformed) {
      SyntaxException e =
          assertThrows(SyntaxException.class, () -> SourceText.decode("t", bytes(parts)));
      assertEquals(SyntaxProblem.INVALID_ENCODING, e.problem());
    }
    SyntaxException e =
        assertThrows(
            SyntaxException.class, () -> SourceText.decode("t", bytes(0xEF, 0xBB, 0xBF, 0xFF)));
    assertEquals("t:1:1: Invalid UTF-8: byte 0xff at offset 3\n  \uFFFD\n  ^", e.getMessage());
  }

  @Test
  void filesAreLoaded(@TempDir Path directory) throws IOException, SyntaxException {
    Path file = directory.resolve("a.metta");
    Files.writeString(file, "(f é)\n");
    SourceText source = SourceText.load(file);
    assertEquals(file.toString(), source.name());
    assertEquals("(f é)\n", source.text());
    assertThrows(
        NoSuchFileException.class, () -> SourceText.load(directory.resolve("missing.metta")));
    assertThrows(IOException.class, () -> SourceText.load(directory));
  }

  @Test
  void filesThatNoArrayHoldsAreRefused(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("huge.metta");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    IOException e = assertThrows(IOException.class, () -> SourceText.load(file));
    assertEquals(file + ": larger than 2 GB", e.getMessage());
  }
}
