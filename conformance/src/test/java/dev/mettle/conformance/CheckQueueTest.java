package dev.mettle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckQueue;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.ConformanceOptions;
import dev.mettle.conformance.kit.Runs;
import dev.mettle.conformance.kit.Status;
import dev.mettle.ir.opcode.Opcode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several checks at once give what they give one after the other. */
class CheckQueueTest {

  /** What a check does; its message is what it returns. */
  private interface Body {
    String run() throws InterruptedException, BrokenBarrierException, TimeoutException;
  }

  private record Sample(String id, boolean runsAlone, Body body) implements Check {

    @Override
    public Optional<Opcode> opcode() {
      return Optional.empty();
    }

    @Override
    public int stage() {
      return 0;
    }

    @Override
    public CheckResult run(Backend backend, ConformanceOptions options) {
      try {
        return new CheckResult(
            id, opcode(), 0, Status.PASSED, Runs.NONE, Duration.ZERO, body.run());
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException(id, e);
      }
    }
  }

  private static CheckQueue queue(List<Check> checks, List<String> heard) {
    return CheckQueue.start(
        checks,
        new ClassFileBackend(),
        ConformanceOptions.DEFAULT,
        2,
        result -> heard.add(result.id()));
  }

  @Test
  void whatMeasuresRunsFirstAndAlone() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    CyclicBarrier both = new CyclicBarrier(2);
    Body measures =
        () -> {
          int order = begun.incrementAndGet();
          int others = running.incrementAndGet() - 1;
          Thread.sleep(5);
          others += running.getAndDecrement() - 1;
          return order + ", beside " + others;
        };
    // Each waits for the other, which it would in vain on one thread.
    Body meets =
        () -> {
          begun.incrementAndGet();
          running.incrementAndGet();
          both.await(30, TimeUnit.SECONDS);
          running.decrementAndGet();
          return "met";
        };
    List<Check> checks =
        List.of(
            new Sample("a", false, meets),
            new Sample("b", true, measures),
            new Sample("c", false, meets),
            new Sample("d", true, measures));
    List<String> heard = new ArrayList<>();
    try (CheckQueue queue = queue(checks, heard)) {
      assertEquals(
          List.of("a: met", "b: 1, beside 0", "c: met", "d: 2, beside 0"),
          queue.results().stream().map(r -> r.id() + ": " + r.message()).toList());
    }
    assertEquals(List.of("b", "d"), heard.subList(0, 2));
    assertEquals(4, heard.size());
  }

  @Test
  void aCheckThatThrowsSaysSoAndTheOthersRun() {
    Check throwing =
        new Sample(
            "throws",
            false,
            () -> {
              throw new IllegalStateException("as it must not");
            });
    Check fine = new Sample("fine", false, () -> "done");
    List<String> heard = new ArrayList<>();
    try (CheckQueue queue = queue(List.of(throwing, fine), heard)) {
      assertEquals("done", queue.result(fine).message());
      CompletionException e = assertThrows(CompletionException.class, () -> queue.result(throwing));
      assertEquals("as it must not", e.getCause().getMessage());
    }
    assertEquals(List.of("fine"), heard);
  }
}
