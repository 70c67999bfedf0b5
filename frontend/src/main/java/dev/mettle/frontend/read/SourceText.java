package dev.mettle.frontend.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A program text with the name that messages call it by, and the table of its lines.
 *
 * <p>A line ends at a line feed, as a comment does; the carriage return before it belongs to the
 * line break. The table is made when the first line is asked for: most texts have no mistake.
 */
public final class SourceText {

  /** What an array can hold. */
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  /** Files up to this size are read at once. */
  private static final long SMALL = 1 << 20;

  /** How much of a larger file is read at a time. */
  private static final int PIECE = 1 << 18;

  private final String name;

  /** The text; null as long as it is a file that nobody has asked for as a whole. */
  private @Nullable String text;

  private final @Nullable Path file;
  private final long bytes;
  private final int piece;
  private final int firstLine;
  private final int firstColumn;
  private final int unwritten;
  private int @Nullable [] lineStarts;

  /**
   * A text.
   *
   * @param name what messages call it, such as the file as the user wrote it
   * @param text the text; a byte order mark at its beginning is left out
   */
  public SourceText(String name, String text) {
    this(name, text, 1);
  }

  /**
   * A part of a text that arrives in parts, which begins with a line.
   *
   * @param name what messages call the whole text
   * @param text the part
   * @param firstLine the number of its first line
   */
  public SourceText(String name, String text, int firstLine) {
    this(name, text, firstLine, 1);
  }

  /**
   * A part of a text that arrives in parts.
   *
   * @param name what messages call the whole text
   * @param text the part
   * @param firstLine the number of its first line
   * @param firstColumn the column that it begins in, from 1
   */
  public SourceText(String name, String text, int firstLine, int firstColumn) {
    this(
        name,
        !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text,
        firstLine,
        firstColumn,
        0);
  }

  private SourceText(String name, String text, int firstLine, int firstColumn, int unwritten) {
    this.name = name;
    this.file = null;
    this.bytes = 0;
    this.piece = 0;
    this.firstLine = firstLine;
    this.firstColumn = firstColumn;
    this.text = text;
    this.unwritten = unwritten;
  }

  private SourceText(String name, Path file, long bytes, int piece) {
    this.name = name;
    this.file = file;
    this.bytes = bytes;
    this.piece = piece;
    this.firstLine = 1;
    this.firstColumn = 1;
    this.unwritten = 0;
  }

  /**
   * This text behind something that nobody has written, such as the mark that makes an expression a
   * program. Offsets count it; columns and lines that people see do not.
   *
   * @param prefix what stands in front, without a line break
   */
  public SourceText behind(String prefix) {
    return new SourceText(
        name, prefix + text(), firstLine, firstColumn, prefix.length() + unwritten);
  }

  /**
   * The text in {@code bytes}, which must be UTF-8.
   *
   * @throws SyntaxException where a byte has no place in UTF-8
   */
  public static SourceText decode(String name, byte[] bytes) throws SyntaxException {
    return decode(name, bytes, 1, 1);
  }

  /**
   * A part of a text, in {@code bytes}, which must be UTF-8.
   *
   * @param firstLine the number of its first line
   * @param firstColumn the column that it begins in, from 1
   * @throws SyntaxException where a byte has no place in UTF-8
   */
  public static SourceText decode(String name, byte[] bytes, int firstLine, int firstColumn)
      throws SyntaxException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // Only malformed input or a genuine U+FFFD gives this character.
    if (text.indexOf(REPLACEMENT) >= 0) {
      rejectMalformed(bytes, new SourceText(name, text, firstLine, firstColumn), text.length());
    }
    return new SourceText(name, text, firstLine, firstColumn);
  }

  /**
   * The text in {@code file}.
   *
   * @throws IOException if the file cannot be read
   * @throws SyntaxException where a byte has no place in UTF-8
   */
  public static SourceText load(Path file) throws IOException, SyntaxException {
    return load(file, file.toString());
  }

  /**
   * The text in {@code file}, which messages call {@code name}. A large file is read piece by piece
   * by whoever reads atoms of it; that it is UTF-8 is known before.
   *
   * @throws IOException if the file cannot be read
   * @throws SyntaxException where a byte has no place in UTF-8
   */
  public static SourceText load(Path file, String name) throws IOException, SyntaxException {
    if (Files.size(file) > MAX_BYTES) {
      throw new FileSystemException(name, null, "larger than 2 GB");
    }
    return Files.size(file) > SMALL ? inPieces(file, name, PIECE) : whole(file, name);
  }

  private static SourceText whole(Path file, String name) throws IOException, SyntaxException {
    return decode(name, Files.readAllBytes(file));
  }

  /** The text in a file that is read in pieces of so many bytes. */
  static SourceText inPieces(Path file, String name, int piece)
      throws IOException, SyntaxException {
    return FilePieces.areText(file)
        ? new SourceText(name, file, Files.size(file), piece)
        : whole(file, name);
  }

  /**
   * Refuses bytes that are no UTF-8.
   *
   * @param source what they would be with a replacement for each mistake
   * @param length how long that is with a byte order mark
   */
  private static void rejectMalformed(byte[] bytes, SourceText source, int length)
      throws SyntaxException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (!result.isError()) {
      return;
    }
    int at = in.position();
    String message =
        "Invalid UTF-8: byte 0x%02x at offset %d".formatted(Byte.toUnsignedInt(bytes[at]), at);
    int marks = length - source.text().length();
    throw new SyntaxException(
        SyntaxProblem.INVALID_ENCODING, message, source.position(out.position() - marks));
  }

  /** What messages call this text. */
  public String name() {
    return name;
  }

  /** The characters. Those of a large file are read again, and kept from then on. */
  public String text() {
    String known = text;
    if (known == null) {
      known = loaded();
      text = known;
    }
    return known;
  }

  private String loaded() {
    try {
      String all = Files.readString(Objects.requireNonNull(file));
      return !all.isEmpty() && all.charAt(0) == BYTE_ORDER_MARK ? all.substring(1) : all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text from its beginning, for whoever reads it from one end to the other. */
  TextWindow window() {
    String known = text;
    return known == null
        ? new TextWindow(new FilePieces(Objects.requireNonNull(file), piece))
        : new TextWindow(known);
  }

  /** About how long the text is, without a look at it. */
  public long length() {
    String known = text;
    return known == null ? bytes : known.length();
  }

  /** The place at {@code offset}, which may be the end of the text. */
  public SourcePosition position(int offset) {
    return new SourcePosition(this, offset);
  }

  /** Number of the first line: 1, but for a text that goes on where another one ended. */
  public int firstLine() {
    return firstLine;
  }

  /** Number of lines, at least 1. */
  public int lineCount() {
    return lineStarts().length;
  }

  /** The number of the line that holds {@code offset}. */
  public int lineAt(int offset) {
    int found = Arrays.binarySearch(lineStarts(), offset);
    return firstLine + (found >= 0 ? found : -found - 2);
  }

  /** The column of {@code offset}, counted from 1 in code points. */
  public int columnAt(int offset) {
    int line = lineAt(offset) - firstLine;
    int start = writtenStart(line);
    int end = Math.min(offset, text().length());
    int before = line == 0 ? firstColumn : 1;
    return end <= start ? before : before + text().codePointCount(start, end);
  }

  /** Offset of the first unit of line {@code number} that somebody has written. */
  public int startOfLine(int number) {
    return writtenStart(number - firstLine);
  }

  /** Line {@code number}, without its line break. */
  public String line(int number) {
    int[] starts = lineStarts();
    int index = number - firstLine;
    int start = writtenStart(index);
    int end = text().length();
    if (index + 1 < starts.length) {
      end = starts[index + 1] - 1;
      if (end > start && text().charAt(end - 1) == '\r') {
        end--;
      }
    }
    return text().substring(start, end);
  }

  private int writtenStart(int index) {
    return index == 0 ? unwritten : lineStarts()[index];
  }

  private int[] lineStarts() {
    int[] known = lineStarts;
    if (known == null) {
      // Racing threads compute the same table.
      known = findLineStarts(text());
      lineStarts = known;
    }
    return known;
  }

  private static int[] findLineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = at + 1;
    }
    return Arrays.copyOf(starts, count);
  }
}
