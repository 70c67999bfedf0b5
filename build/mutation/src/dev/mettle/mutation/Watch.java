package dev.mettle.mutation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Ends the process of a mutant that runs in circles, the way PIT's own limit would. The processor's
 * time decides: the clock would find such mutants on a busy machine wherever it is slow.
 */
final class Watch {

  private static final long LIMIT = Duration.ofSeconds(15).toNanos();

  /** PIT's status for what took too long; its own constant would tie the tests to PIT's classes. */
  private static final int TIMEOUT = 14;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static volatile long began = PROCESS.getProcessCpuTime();

  static {
    Thread.ofPlatform().daemon().name("watch").start(Watch::look);
  }

  private Watch() {}

  /** A check begins. */
  static void begin() {
    began = PROCESS.getProcessCpuTime();
  }

  private static void look() {
    while (PROCESS.getProcessCpuTime() - began < LIMIT) {
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        return;
      }
    }
    Runtime.getRuntime().halt(TIMEOUT);
  }
}
