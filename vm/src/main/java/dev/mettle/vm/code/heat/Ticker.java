package dev.mettle.vm.code.heat;

import dev.mettle.backend.spi.ProgramContext;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Asks compiled code again and again to look at limits and interruption, so that the code itself
 * need count nothing. One thread does that for all engines that have compiled code; it ends when
 * there is none any more.
 */
final class Ticker {

  private static final long MILLIS = 20;

  private static final Object LOCK = new Object();
  private static final Collection<WeakReference<ProgramContext>> ASKED =
      new ConcurrentLinkedQueue<>();
  private static @Nullable Thread thread;

  private Ticker() {}

  /** Asks what runs in a context from now on, for as long as the context is reachable. */
  static void ask(ProgramContext context) {
    synchronized (LOCK) {
      ASKED.add(new WeakReference<>(context));
      if (thread == null) {
        thread =
            Thread.ofPlatform()
                .daemon()
                .inheritInheritableThreadLocals(false)
                .name("mettle-ticker")
                .start(Ticker::run);
      }
    }
  }

  private static void run() {
    try {
      while (isNeeded()) {
        ASKED.removeIf(Ticker::isGone);
        Thread.sleep(MILLIS);
      }
    } catch (InterruptedException e) {
      // Nobody but the JVM's end interrupts it.
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isGone(WeakReference<ProgramContext> reference) {
    ProgramContext running = reference.get();
    if (running != null) {
      running.requestStop();
    }
    return running == null;
  }

  private static boolean isNeeded() {
    synchronized (LOCK) {
      if (ASKED.isEmpty()) {
        thread = null;
        return false;
      }
      return true;
    }
  }
}
