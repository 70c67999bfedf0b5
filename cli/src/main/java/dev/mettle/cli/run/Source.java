package dev.mettle.cli.run;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the text of a program comes from. */
public sealed interface Source {
  /** What messages call it. */
  String name();

  /**
   * The whole text.
   *
   * @throws IOException if it cannot be read
   * @throws SyntaxException where it is not UTF-8
   */
  SourceText text() throws IOException, SyntaxException;

  /** A file by its name on the command line; {@code -} is standard input. */
  static Source named(String name) {
    return name.equals("-") ? new StandardInput(System.in) : new ProgramFile(Path.of(name));
  }

  /** What will keep the text from being read, as far as that can be told beforehand. */
  default Optional<String> obstacle() {
    if (!(this instanceof ProgramFile(Path path))) {
      return Optional.empty();
    }
    if (!Files.exists(path)) {
      return Optional.of("no such file");
    }
    if (Files.isDirectory(path)) {
      return Optional.of("is a directory");
    }
    return Files.isReadable(path) ? Optional.empty() : Optional.of("may not be read");
  }

  /** Whether all of them can be read: nobody wants the first to run and the second not. */
  static boolean areThere(List<Source> sources) {
    boolean all = true;
    for (Source source : sources) {
      Optional<String> obstacle = source.obstacle();
      if (obstacle.isPresent()) {
        System.err.println("mettle: " + source.name() + ": " + obstacle.get());
        all = false;
      }
    }
    return all;
  }

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
    if (Files.isDirectory(path)) {
      return "is a directory";
    }
    return thrown instanceof FileSystemException known && known.getReason() != null
        ? known.getReason()
        : "input or output failed: " + thrown.getMessage();
  }

  /** A file, which is also where the program's own imports start from. */
  record ProgramFile(Path path) implements Source {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public SourceText text() throws IOException, SyntaxException {
      return SourceText.load(path);
    }
  }

  /**
   * Text given with {@code -e}.
   *
   * @param expression the text
   * @param number which of several it is, from 1
   */
  record Inline(String expression, int number) implements Source {

    /** The only one. */
    public Inline(String expression) {
      this(expression, 1);
    }

    @Override
    public String name() {
      return number == 1 ? "-e" : "-e(" + number + ")";
    }

    @Override
    public SourceText text() {
      SourceText written = new SourceText(name(), expression);
      return InlineText.isToBeEvaluated(written) ? written.behind(InlineText.MARK) : written;
    }
  }

  /** Whatever comes in on standard input. */
  record StandardInput(InputStream stream) implements Source {
    @Override
    public String name() {
      return "standard input";
    }

    @Override
    public SourceText text() throws IOException, SyntaxException {
      return SourceText.decode(name(), stream.readAllBytes());
    }

    /** The text as it comes. */
    ArrivingInput lines() {
      return new ArrivingInput(stream, name());
    }

    /** Tells somebody at a terminal what the command waits for. */
    void sayThatItIsAwaited() throws IOException {
      if (stream.available() == 0 && ConsoleOutput.isAtTerminal()) {
        System.err.println(
            "mettle: reading a program from the terminal; Ctrl-D ends it, 'mettle repl' talks");
      }
    }
  }
}
