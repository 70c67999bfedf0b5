package dev.mettle.benchmarks.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TimelineTest {

  /** A start of 10,000 ns and then 10 ns a run. */
  private static Timeline line() {
    return new Timeline(
        Arrays.stream(Timeline.checkpoints()).mapToLong(runs -> 10_000 + 10L * runs).toArray());
  }

  @Test
  void findsBreakEven() {
    assertEquals(1_000, line().breakEven(20).orElseThrow(), 1e-6);
    assertEquals(10_000 / 90.0, line().breakEven(100).orElseThrow(), 1e-6);
    assertEquals(1, line().breakEven(20_000).orElseThrow());
    assertTrue(line().breakEven(10).isEmpty());
  }

  @Test
  void warmCostIsTheSlopeAtTheEnd() {
    assertEquals(10, line().nanosPerWarmRun(), 1e-9);
  }

  @Test
  void mediansGoByCheckpoint() {
    long[] low = new long[Timeline.checkpoints().length];
    long[] high = low.clone();
    Arrays.fill(high, 1_000_000_000);
    high[0] = 1;
    Timeline median =
        Timeline.median(new Timeline[] {new Timeline(high), line(), new Timeline(low)});
    assertEquals(1, median.at(1));
    assertEquals(line().at(100), median.at(100));
  }
}
