package dev.mettle.vm.machine;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that ends runs whose time is over. It exists while there are such runs. */
final class TimeLimits {

  private static final ScheduledThreadPoolExecutor TIMER = createTimer();

  private TimeLimits() {}

  private static ScheduledThreadPoolExecutor createTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform()
                .daemon()
                .name("mettle-time-limits")
                .inheritInheritableThreadLocals(false)
                .factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(10, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  /** Runs {@code end} in {@code nanos} nanoseconds, unless it is cancelled. */
  static Future<?> after(long nanos, Runnable end) {
    return TIMER.schedule(end, nanos, TimeUnit.NANOSECONDS);
  }
}
