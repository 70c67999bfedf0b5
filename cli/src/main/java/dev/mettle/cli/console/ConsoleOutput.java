package dev.mettle.cli.console;

import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard output: UTF-8 whatever the locale says, buffered, and quiet when its reader is gone.
 *
 * <p>Where the text can no longer be delivered the methods throw {@link Closed}, which carries the
 * exit status of the process: a program piped into {@code head} ends without a word.
 */
public final class ConsoleOutput extends Writer {
  private final Writer target;

  /** Writes to the given stream. */
  public ConsoleOutput(OutputStream stream) {
    this.target = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }

  /** The standard output of the process. */
  public static ConsoleOutput standard() {
    return new ConsoleOutput(new FileOutputStream(FileDescriptor.out));
  }

  /**
   * What a program prints on standard output itself: delivered at once, as result lines are, so
   * that the two never change places. Throws {@link Closed} where a {@link PrintStream} would go on
   * without a word, since the program may do that for ever.
   */
  public static PrintStream ofProgram() {
    return ofProgram(new FileOutputStream(FileDescriptor.out));
  }

  /** The same on the given stream. */
  public static PrintStream ofProgram(OutputStream target) {
    OutputStream strict =
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            try {
              target.write(bytes, offset, length);
            } catch (IOException e) {
              throw new Closed(e);
            }
          }
        };
    return new PrintStream(strict, true, StandardCharsets.UTF_8);
  }

  /** Whether somebody sits at both ends: types, and reads what is printed. */
  public static boolean isAtTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /** Writes a line and delivers everything written so far. */
  public void line(String text) {
    try {
      target.write(text);
      target.write('\n');
      target.flush();
    } catch (IOException e) {
      throw new Closed(e);
    }
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    try {
      target.write(buffer, offset, length);
    } catch (IOException e) {
      throw new Closed(e);
    }
  }

  @Override
  public void write(String text, int offset, int length) {
    try {
      target.write(text, offset, length);
    } catch (IOException e) {
      throw new Closed(e);
    }
  }

  @Override
  public void flush() {
    try {
      target.flush();
    } catch (IOException e) {
      throw new Closed(e);
    }
  }

  @Override
  public void close() {
    flush();
  }

  /** Thrown when standard output takes no more text. */
  public static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Closed(IOException cause) {
      super(cause.getMessage(), cause);
    }

    /** Success where the reader has gone; a reader that has seen enough is no error. */
    public int exitStatus() {
      String reason = String.valueOf(getMessage());
      if (reason.contains("Broken pipe") || reason.contains("pipe is being closed")) {
        return ExitStatus.OK;
      }
      System.err.println("mettle: cannot write to standard output: " + reason);
      return ExitStatus.PROGRAM_ERROR;
    }
  }
}
