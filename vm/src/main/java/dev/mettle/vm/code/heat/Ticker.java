package dev.mettle.vm.code.heat;

import dev.mettle.backend.spi.ProgramContext;
import java.lang.ref.WeakReference;

/**
 * Asks compiled code again and again to look at limits and interruption, so that the code itself
 * need count nothing. One thread for each engine that has compiled code; it ends with the engine.
 */
final class Ticker {

  private static final long MILLIS = 20;

  private final WeakReference<ProgramContext> context;

  private Ticker(ProgramContext context) {
    this.context = new WeakReference<>(context);
  }

  /** Starts to ask. */
  static Ticker start(ProgramContext context) {
    Ticker ticker = new Ticker(context);
    Thread.ofPlatform().daemon().name("mettle-ticker").start(ticker::run);
    return ticker;
  }

  private void run() {
    try {
      while (ask()) {
        Thread.sleep(MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ask() {
    ProgramContext running = context.get();
    if (running == null) {
      return false;
    }
    running.requestStop();
    return true;
  }
}
