package dev.mettle.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;

/** What the user is told when the command ends in an exception that nobody expected. */
public final class Failure {
  private Failure() {}

  /**
   * Says on standard error what has failed and returns the exit status.
   *
   * @param debug whether the stack trace is shown
   */
  public static int report(Throwable thrown, boolean debug) {
    if (debug) {
      thrown.printStackTrace();
    }
    return switch (thrown) {
      case InvalidPathException e -> {
        // A byte of the name is no character in the locale, so that the JVM cannot pass it on.
        System.err.println("mettle: no file can have this name: " + e.getInput());
        yield ExitStatus.WRONG_USAGE;
      }
      case UncheckedIOException e -> {
        System.err.println("mettle: " + e.getMessage());
        yield ExitStatus.WRONG_USAGE;
      }
      case IOException e -> {
        System.err.println("mettle: input or output failed: " + e.getMessage());
        yield ExitStatus.WRONG_USAGE;
      }
      case OutOfMemoryError e -> {
        System.err.println("mettle: out of memory; METTLE_OPTS=-Xmx4g would give it 4 GB");
        yield ExitStatus.STOPPED;
      }
      default -> {
        System.err.println("mettle: internal error: " + thrown);
        System.err.println(
            debug
                ? "This is a defect of Mettle; please report it."
                : "This is a defect of Mettle; please report it. --debug shows where it is.");
        yield ExitStatus.DEFECT;
      }
    };
  }
}
