package dev.mettle.cli.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * A line on standard error that says how far something is, for who waits at a terminal. It appears
 * after a second and goes when the work is done; anywhere else nothing is said.
 */
public final class Progress implements AutoCloseable {

  /** Set by the launcher, which can tell whether standard error is a terminal. */
  private static final String PROPERTY = "mettle.terminal";

  private static final long PATIENCE = 1_000_000_000L;
  private static final long PAUSE = 200_000_000L;
  private static final String BEGINNING_OF_LINE = "\r\u001b[K";

  private final String what;
  private final boolean shown;
  private final PrintStream out;
  private final LongSupplier clock;
  private long next;
  private boolean visible;

  Progress(String what, boolean shown, PrintStream out, LongSupplier clock) {
    this.what = what;
    this.shown = shown;
    this.out = out;
    this.clock = clock;
    this.next = clock.getAsLong() + PATIENCE;
  }

  /** Begins to tell of something, in a word or two. */
  public static Progress of(String what) {
    return new Progress(what, isTerminal(), System.err, System::nanoTime);
  }

  /** Whether there is anybody to tell. */
  public static boolean isTerminal() {
    return Boolean.getBoolean(PROPERTY);
  }

  /** So much is done, of so much. */
  public void at(long done, long total) {
    if (isDue()) {
      show(total == 0 ? "" : " %d %%".formatted(100 * done / total));
    }
  }

  /** So much is done, of nobody knows how much. */
  public void at(long done) {
    if (isDue()) {
      show(" " + done);
    }
  }

  private boolean isDue() {
    return shown && clock.getAsLong() - next >= 0;
  }

  private void show(String amount) {
    visible = true;
    next = clock.getAsLong() + PAUSE;
    out.print(BEGINNING_OF_LINE + "mettle: " + what + amount);
    out.flush();
  }

  /** Takes the line away, for what is printed next. */
  public void hide() {
    if (visible) {
      visible = false;
      out.print(BEGINNING_OF_LINE);
      out.flush();
    }
  }

  @Override
  public void close() {
    hide();
  }
}
