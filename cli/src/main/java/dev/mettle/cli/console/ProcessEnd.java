package dev.mettle.cli.console;

import dev.mettle.engine.Engine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the process ends: by itself, or when it is told to, by Ctrl-C for example. In the second case
 * the run that is under way is stopped first, so that it can say where it was.
 */
public final class ProcessEnd {

  /** How long a run may take to say where it was. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /** Where the JVM is given options: with one of them set somebody may be watching it. */
  private static final String[] OPTIONS = {"METTLE_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"};

  private static volatile @Nullable Engine running;
  private static volatile boolean begun;

  private ProcessEnd() {}

  /** Makes the end of the process stop the run that the current thread is in. */
  public static void stopsRunOf(Thread runner) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(runner), "mettle-end"));
  }

  private static void end(Thread runner) {
    begun = true;
    Engine engine = running;
    if (engine != null) {
      engine.stop();
      try {
        runner.join(LAST_WORDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Says which engine is running from now on; null if none is. */
  public static void running(@Nullable Engine engine) {
    running = engine;
  }

  /** Whether the process is ending because it was told to. */
  public static boolean hasBegun() {
    return begun;
  }

  /** Ends the process, unless it is ending already. */
  public static void with(int status) {
    System.err.flush();
    if (begun) {
      return;
    }
    // Nothing is to be stopped that had no reader any more, for example.
    running = null;
    if (isWatched()) {
      System.exit(status);
    }
    // Not System.exit: that looks for a logger in every jar first, which takes as long as the
    // start.
    Runtime.getRuntime().halt(status);
  }

  /** Whether an agent or a recording may wait for the end of the process to save what it has. */
  private static boolean isWatched() {
    for (String name : OPTIONS) {
      String options = System.getenv(name);
      if (options != null && !options.isBlank()) {
        return true;
      }
    }
    return false;
  }
}
