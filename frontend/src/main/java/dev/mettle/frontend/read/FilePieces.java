package dev.mettle.frontend.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a file in UTF-8, piece by piece. The file is open only while a piece is read, so a
 * text that nobody reads to its end holds nothing.
 */
final class FilePieces {

  private static final int BLOCK = 1 << 16;

  private final Path file;
  private final int size;
  private long at;
  private boolean atEnd;

  /**
   * The pieces of a file.
   *
   * @param size of how many bytes they are, at least
   */
  FilePieces(Path file, int size) {
    this.file = file;
    // No character is longer, so each piece has one.
    this.size = Math.max(size, 4);
  }

  /** Whether a file is UTF-8 from end to end. */
  static boolean areText(Path file) throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer ignored = CharBuffer.allocate(BLOCK);
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      while (true) {
        boolean ends = channel.read(block) < 0;
        block.flip();
        if (block.position() == 0 && isAscii(block.array(), block.limit())) {
          block.clear();
        } else {
          ignored.clear();
          if (decoder.decode(block, ignored, ends).isError()) {
            return false;
          }
          block.compact();
        }
        if (ends) {
          return true;
        }
      }
    }
  }

  private static boolean isAscii(byte[] bytes, int length) {
    int any = 0;
    for (int i = 0; i < length; i++) {
      any |= bytes[i];
    }
    return any >= 0;
  }

  /** Whether all has been read. */
  boolean isAtEnd() {
    return atEnd;
  }

  /** The next piece; it is empty at the end alone. */
  String next(int wanted) {
    byte[] bytes = new byte[Math.max(size, wanted)];
    int count = 0;
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(at);
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        count = buffer.position();
      }
      atEnd = at + count >= channel.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int whole = atEnd ? count : wholeCharacters(bytes, count);
    at += whole;
    return new String(bytes, 0, whole, StandardCharsets.UTF_8);
  }

  /** How many of the bytes are characters that are whole. */
  private static int wholeCharacters(byte[] bytes, int count) {
    int lead = count - 1;
    while (lead > 0 && (bytes[lead] & 0xC0) == 0x80) {
      lead--;
    }
    int first = bytes[lead] & 0xFF;
    int length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return lead + length > count ? lead : count;
  }
}
