package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.files.FileAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/** An open file as an atom. The system closes it when nobody refers to it any more. */
final class FileHandle extends GroundedValue {

  static final Symbol TYPE = Symbol.of("FileHandle");

  private final FileChannel channel;
  private final boolean append;

  private FileHandle(FileChannel channel, boolean append) {
    this.channel = channel;
    this.append = append;
  }

  /**
   * Opens a file.
   *
   * @param path the file, which the program may use
   * @param options letters: r read, w write, c create, a append, t truncate
   * @throws IOException if the file cannot be opened or the options contradict each other
   */
  static FileHandle open(Path path, String options) throws IOException {
    boolean append = options.indexOf('a') >= 0;
    boolean write = append || options.indexOf('w') >= 0;
    boolean read = options.indexOf('r') >= 0;
    boolean create = options.indexOf('c') >= 0;
    boolean truncate = options.indexOf('t') >= 0;
    if (!read && !write || (create || truncate) && !write || append && truncate) {
      throw new IOException("options contradict each other");
    }
    Set<OpenOption> set = new HashSet<>();
    if (read) {
      set.add(StandardOpenOption.READ);
    }
    if (write) {
      // Not APPEND, which Java does not combine with reading: every write goes to the end by hand.
      set.add(StandardOpenOption.WRITE);
    }
    if (create) {
      set.add(StandardOpenOption.CREATE);
    }
    if (truncate) {
      set.add(StandardOpenOption.TRUNCATE_EXISTING);
    }
    if (Files.exists(path) && Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
      // Opening a pipe waits for its other end, and nothing could interrupt that.
      throw new FileAccessException(path + " is a device or a pipe");
    }
    return new FileHandle(FileChannel.open(path, set), append);
  }

  /** The text from the present position to the end. */
  String readToEnd() throws IOException {
    long size = Math.max(0, channel.size() - channel.position());
    if (size > Integer.MAX_VALUE - 8) {
      throw new IOException("the file is too large");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size);
    fill(bytes);
    bytes.flip();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("stream did not contain valid UTF-8", e);
    }
  }

  /** The text of the next {@code count} bytes; beyond the end of the file there are zeros. */
  String readExactly(long count) throws IOException {
    if (count < 0 || count > Integer.MAX_VALUE - 8) {
      throw new IOException("no such number of bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) count);
    fill(bytes);
    bytes.clear();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("invalid utf-8 sequence", e);
    }
  }

  private void fill(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until the buffer is full or the file is at its end
    }
  }

  /** Writes a text at the present position, or at the end if the file is open for appending. */
  void write(String text) throws IOException {
    if (append) {
      channel.position(channel.size());
    }
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Goes to a position, counted in bytes from the beginning; one below 0 is not gone to. */
  void seek(long position) throws IOException {
    if (position >= 0) {
      channel.position(position);
    }
  }

  /** Number of bytes of the file. */
  long size() throws IOException {
    return channel.size();
  }

  @Override
  public Atom type() {
    return TYPE;
  }

  @Override
  public String display() {
    return "FileHandle-0x" + Integer.toHexString(System.identityHashCode(this));
  }
}
