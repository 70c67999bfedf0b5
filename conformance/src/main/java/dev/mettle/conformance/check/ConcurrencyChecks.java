package dev.mettle.conformance.check;

import dev.mettle.backend.spi.Profile;
import dev.mettle.conformance.Check;
import dev.mettle.conformance.CompiledHarness;
import dev.mettle.conformance.Harness.CheckFailedException;
import dev.mettle.conformance.Trial;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.ir.verify.Verifier;
import dev.mettle.vm.tier.CompiledCode;
import dev.mettle.vm.tier.TierContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;

/** Several threads that compile, and several that run the same code. */
public final class ConcurrencyChecks {

  private static final int THREADS = 4;
  private static final Set<Opcode> NEEDS =
      Set.of(Opcode.LOAD_LOCAL, Opcode.PUSH_LONG_SMALL, Opcode.ADD, Opcode.RETURN);

  private interface Task {
    void run(int thread) throws Throwable;
  }

  private ConcurrencyChecks() {}

  /** All checks. */
  public static List<Check> all() {
    return List.of(
        Check.ofCompiled(
            "concurrency/threads that compile",
            Optional.empty(),
            NEEDS,
            ConcurrencyChecks::compiling),
        Check.ofCompiled(
            "concurrency/threads that run the same code",
            Optional.empty(),
            NEEDS,
            ConcurrencyChecks::running));
  }

  /** A function of its own size and constants, so that a mix-up shows. */
  private static VerifiedFunction function(int thread, int round) {
    FunctionBuilder builder =
        FunctionBuilder.named("thread " + thread + " round " + round)
            .parameter("a", OperandKind.NUMBER)
            .emit(Opcode.LOAD_LOCAL, 0);
    for (int i = 0; i < 40 + 10 * thread; i++) {
      builder.emit(Opcode.PUSH_LONG_SMALL, thread * 100_000L + round).emit(Opcode.ADD);
    }
    return Verifier.verify(builder.emit(Opcode.RETURN).build());
  }

  private static void compiling(CompiledHarness harness) {
    inParallel(
        thread -> {
          CompiledHarness own = new CompiledHarness(harness.backend().backend());
          for (int round = 0; round < 50; round++) {
            long added = (40 + 10L * thread) * (thread * 100_000L + round);
            own.run(
                new Trial(
                    "compiled while other threads compile",
                    function(thread, round),
                    List.of(LongAtom.of(7)),
                    LongAtom.of(7 + added)));
          }
        });
  }

  private static void running(CompiledHarness harness) {
    VerifiedFunction function = function(3, 1);
    CompiledCode code = harness.compile(function.function(), Profile.unknown(1));
    inParallel(
        thread -> {
          TierContext context = new TierContext();
          for (int i = 0; i < 2_000; i++) {
            LongAtom argument = LongAtom.of(thread * 10_000L + i);
            var result = code.invoke(context, new dev.mettle.ir.atom.Atom[] {argument});
            LongAtom expected = LongAtom.of(argument.value() + 70 * 300_001L);
            if (result != dev.mettle.backend.spi.ExecutionContext.UNWINDING
                && !expected.equals(result)) {
              throw new CheckFailedException(
                  "code that several threads run gave " + result + " instead of " + expected);
            }
          }
        });
  }

  private static void inParallel(Task task) {
    ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try {
                      start.await();
                      task.run(number);
                    } catch (Throwable t) {
                      thrown.add(t);
                    }
                  }));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Throwable first = thrown.peek();
    if (first instanceof CheckFailedException failed) {
      throw failed;
    }
    if (first != null) {
      throw new CheckFailedException("a thread ended with " + first);
    }
  }
}
