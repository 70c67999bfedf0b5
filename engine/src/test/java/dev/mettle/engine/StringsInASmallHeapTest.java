package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.tier.Tier;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Strings that fill the heap end a run, by their size or by its time, and not late; tried in a JVM
 * of its own.
 */
final class StringsInASmallHeapTest {

  private static final Duration LIMIT = Duration.ofMillis(100);
  private static final int MAY_BE_LATE_MILLIS = 300;
  private static final int PROGRAMS = 5;

  private static final String[] STEPS = {
    "(= (turn $s) (format-args \"{}{}\" ($s $s)))",
    "(= (turn $s) (format-args \"{}{}\" (TEXT $s)))",
    "(= (turn $s) (cons-atom (format-args \"{}x\" (TEXT)) $s))",
    "(= (turn $s) (let $p (println! (TEXT TEXT $s)) $s))",
    "(= (turn $s) (let $a (== (format-args \"{}x\" (TEXT)) $s) $s))",
  };

  /** What the other JVM runs. */
  public static void main(String[] arguments) throws Exception {
    for (String step : STEPS) {
      PrintStream nowhere =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      Engine engine = Engine.builder().tier(Tier.VM).out(nowhere).err(nowhere).build();
      engine.bind("TEXT", StringAtom.of("abcdefgh".repeat(400_000)));
      engine.run(step + " (= (go $s) (let $t (turn $s) (go $t)))");
      long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      try {
        engine.run(new SourceText("test", "!(go ())"), results -> {}, RunLimits.ofTime(LIMIT));
      } catch (RunStoppedException e) {
        long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
        System.out.println((used - LIMIT.toNanos()) / 1_000_000 + " " + e.reason() + " " + step);
      }
    }
  }

  @Test
  void endRunsInTime() throws Exception {
    String text = SmallHeap.run(StringsInASmallHeapTest.class).strip();
    String[] lines = text.split("\n");
    assertEquals(PROGRAMS, lines.length, text);
    for (String line : lines) {
      int late = Integer.parseInt(line.substring(0, line.indexOf(' ')));
      assertTrue(late <= MAY_BE_LATE_MILLIS, line);
    }
  }
}
