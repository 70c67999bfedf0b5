package dev.mettle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where the text of a program comes from. */
public sealed interface Source {
  /** What messages call it. */
  String name();

  /** The whole text; fails where it cannot be read or is not UTF-8. */
  String text() throws IOException;

  /** What kept the text from being read, in a few words. */
  default String problem(IOException thrown) {
    return this instanceof ProgramFile file
        ? reason(file.path(), thrown)
        : "cannot be read (" + thrown.getMessage() + ")";
  }

  /** What kept a file from being read or written, in a few words. */
  static String reason(Path path, IOException thrown) {
    if (thrown instanceof NoSuchFileException) {
      return "no such file";
    }
    if (thrown instanceof CharacterCodingException) {
      return "not a text file in UTF-8";
    }
    if (Files.isDirectory(path)) {
      return "is a directory";
    }
    return "input or output failed: " + thrown.getMessage();
  }

  /** A file, which is also where the program's own imports start from. */
  record ProgramFile(Path path) implements Source {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public String text() throws IOException {
      return Files.readString(path);
    }
  }

  /** Text given with {@code -e}. */
  record Inline(String text) implements Source {
    @Override
    public String name() {
      return "-e";
    }
  }

  /** Whatever comes in on standard input. */
  record StandardInput(InputStream stream) implements Source {
    @Override
    public String name() {
      return "standard input";
    }

    @Override
    public String text() throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }
  }
}
