package dev.mettle.conformance.kit;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs foreign code on a thread of its own, since it may never come back. A thread that does not
 * end is interrupted, and left behind as a daemon if that does not help either.
 *
 * @since 1.0
 */
public final class BoundedRun {

  /** How many frames of a thread that hangs are shown. */
  private static final int FRAMES = 8;

  private BoundedRun() {}

  /**
   * Runs {@code body}.
   *
   * @return where it was when the time was over; empty if it ended before
   * @throws Throwable what the body threw
   */
  public static Optional<String> run(Runnable body, Duration limit) throws Throwable {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("conformance check")
            .unstarted(
                () -> {
                  try {
                    body.run();
                  } catch (Throwable t) {
                    thrown.set(t);
                  }
                });
    thread.start();
    if (!thread.join(limit)) {
      StackTraceElement[] frames = thread.getStackTrace();
      thread.interrupt();
      return Optional.of(
          Arrays.stream(frames)
              .limit(FRAMES)
              .map(frame -> "  at " + frame)
              .collect(Collectors.joining("\n")));
    }
    Throwable problem = thrown.get();
    if (problem != null) {
      throw problem;
    }
    return Optional.empty();
  }
}
