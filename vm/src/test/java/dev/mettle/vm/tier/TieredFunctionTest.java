package dev.mettle.vm.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.CompileOutcome;
import dev.mettle.backend.spi.CompileRequest;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.Profile;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.vm.interp.Leave;
import java.lang.classfile.CodeBuilder;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a function becomes compiled, and interpreted again. */
@Timeout(60)
class TieredFunctionTest {

  private static final TierOptions AT_ONCE =
      TierOptions.DEFAULT.withCallThreshold(0).withSynchronous(true);

  private final TierContext context = new TierContext();

  private static Tiers tiers(TierOptions options, Backend backend) {
    return new Tiers(
        options,
        () -> BackendCatalog.of(backend),
        warning -> {
          throw new AssertionError(warning);
        });
  }

  private static TieredFunction plus(Tiers tiers) {
    return tiers.install(TestFunctions.plus(), TestFunctions.NATIVES).orElseThrow();
  }

  private void add(TieredFunction plus, int times) {
    for (int i = 0; i < times; i++) {
      assertEquals(
          TestFunctions.number(i + 1),
          plus.call(context, TestFunctions.number(i), TestFunctions.number(1)));
    }
  }

  @Test
  void theThresholdCountsCalls() {
    TieredFunction plus = plus(tiers(AT_ONCE.withCallThreshold(10), new KernelCallBackend()));
    add(plus, 10);
    assertTrue(plus.code().isEmpty());
    add(plus, 5);
    assertEquals(10, plus.statistics().interpretedRuns());
    assertEquals(5, plus.statistics().compiledRuns());
    assertEquals(1, plus.statistics().compilations());
  }

  private static void passed(CountDownLatch gate) {
    try {
      assertTrue(gate.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theBackgroundThreadCompilesWhileTheFunctionRuns() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    Tiers tiers =
        tiers(
            TierOptions.DEFAULT.withCallThreshold(1),
            new KernelCallBackend() {
              @Override
              public CompileOutcome compile(CompileRequest request) {
                passed(gate);
                assertTrue(Thread.currentThread().isDaemon());
                return super.compile(request);
              }
            });
    TieredFunction plus = plus(tiers);
    add(plus, 20);
    assertEquals(20, plus.statistics().interpretedRuns());
    assertEquals("being compiled", plus.statistics().state());
    gate.countDown();
    tiers.awaitCompilation();
    add(plus, 3);
    assertEquals(3, plus.statistics().compiledRuns());
    tiers.close();
    add(plus, 1);
  }

  @Test
  void newCodeIsWarmedBeforeAnyoneGetsIt() throws InterruptedException {
    for (boolean warmed : new boolean[] {false, true}) {
      CountDownLatch gate = new CountDownLatch(1);
      Tiers tiers =
          new Tiers(
              TierOptions.DEFAULT
                  .withCallThreshold(1)
                  .withWarmUpRuns(warmed ? 10 : 0)
                  .withFailurePolicy(FailurePolicy.SILENT),
              () ->
                  BackendCatalog.of(
                      new KernelCallBackend() {
                        @Override
                        public CompileOutcome compile(CompileRequest request) {
                          passed(gate);
                          return super.compile(request);
                        }

                        @Override
                        void body(CodeBuilder code, IrFunction function) {
                          code.aconst_null().athrow();
                        }
                      }),
              _ -> {});
      TieredFunction plus = plus(tiers);
      // The second call asks for the code, and must not get it yet.
      add(plus, 2);
      gate.countDown();
      tiers.awaitCompilation();
      // What throws while it is warmed is never installed.
      assertEquals(warmed, plus.code().isEmpty());
      add(plus, 2);
      assertEquals(4, plus.statistics().interpretedRuns());
      assertTrue(plus.statistics().state().contains("its code threw"));
      tiers.close();
    }
  }

  @Test
  void argumentsOfAnotherKindAreForTheTreeWalker() {
    TieredFunction plus = plus(tiers(AT_ONCE, new KernelCallBackend()));
    assertSame(Leave.ARGUMENT_KIND, plus.call(context, Symbol.of("x"), TestFunctions.number(1)));
    add(plus, 1);
    assertSame(Leave.ARGUMENT_KIND, plus.call(context, TestFunctions.number(1), Symbol.of("x")));
    assertThrows(IllegalArgumentException.class, () -> plus.call(context, TestFunctions.number(1)));
  }

  /** Leaves as long as its profile promises anything. */
  private static final class Guessing extends KernelCallBackend {
    private final List<Profile> profiles = new ArrayList<>();
    private final LeaveReason reason;
    private final boolean stubborn;

    Guessing(LeaveReason reason, boolean stubborn) {
      this.reason = reason;
      this.stubborn = stubborn;
    }

    @Override
    public CompileOutcome compile(CompileRequest request) {
      profiles.add(request.profile());
      return super.compile(request);
    }

    @Override
    void body(CodeBuilder code, IrFunction function) {
      Profile last = profiles.getLast();
      boolean guesses = !last.leftIntegerRange() && last.lane(0) != Lane.REFERENCE;
      if (stubborn || guesses) {
        leave(code, reason);
      } else {
        super.body(code, function);
      }
    }
  }

  @Test
  void wrongGuessesLeadToMoreGeneralCode() {
    Guessing guessing = new Guessing(LeaveReason.INTEGER_RANGE, false);
    TieredFunction plus = plus(tiers(AT_ONCE, guessing));
    add(plus, 30);
    assertEquals(2, guessing.profiles.size());
    assertEquals(Lane.LONG, guessing.profiles.getFirst().lane(0));
    assertTrue(guessing.profiles.get(1).leftIntegerRange());
    assertEquals(21L, plus.statistics().leaves().get(LeaveReason.INTEGER_RANGE));
    assertEquals(21, plus.statistics().interpretedRuns());
    assertEquals(9, plus.statistics().compiledRuns());
  }

  @Test
  void otherArgumentsWidenTheProfile() {
    Guessing guessing = new Guessing(LeaveReason.ARGUMENT_KIND, false);
    TieredFunction plus = plus(tiers(AT_ONCE, guessing));
    add(plus, 20);
    for (int i = 0; i < 5; i++) {
      assertEquals(
          DoubleAtom.of(1.5), plus.call(context, DoubleAtom.of(0.5), TestFunctions.number(1)));
    }
    assertEquals(Lane.REFERENCE, guessing.profiles.getLast().lane(0));
    assertEquals(Lane.LONG, guessing.profiles.getLast().lane(1));
    assertEquals(4, plus.statistics().compiledRuns());
  }

  @Test
  void codeThatOnlyEverLeavesIsGivenUp() {
    Guessing guessing = new Guessing(LeaveReason.INTEGER_RANGE, true);
    TieredFunction plus = plus(tiers(AT_ONCE, guessing));
    add(plus, 500);
    assertEquals(
        "code of backend kernel-call leaves too often to be of use", plus.statistics().state());
    assertEquals(500, plus.statistics().interpretedRuns());
    TieredFunction strict =
        plus(tiers(TierOptions.COMPILE_EVERYTHING, new Guessing(LeaveReason.INTEGER_RANGE, true)));
    assertThrows(TierFallbackException.class, () -> add(strict, 1));
  }

  @Test
  void strictModeLeavesNothingToTheInterpreter() {
    Guessing guessing = new Guessing(LeaveReason.INTEGER_RANGE, false);
    TieredFunction plus = plus(tiers(TierOptions.COMPILE_EVERYTHING, guessing));
    add(plus, 3);
    assertEquals(0, plus.statistics().interpretedRuns());
    assertEquals(3, plus.statistics().compiledRuns());
  }

  @Test
  void theBackendCanBeChanged() {
    Backend other =
        new KernelCallBackend() {
          @Override
          public BackendDescriptor descriptor() {
            return descriptor("other", SpecVersion.CURRENT);
          }
        };
    Tiers tiers =
        new Tiers(
            AT_ONCE.withBackend("kernel-call"),
            () -> BackendCatalog.of(new KernelCallBackend(), other),
            warning -> {});
    TieredFunction plus = plus(tiers);
    add(plus, 1);
    assertEquals("kernel-call", plus.code().orElseThrow().backend());
    tiers.useBackend("other");
    assertTrue(plus.code().isEmpty());
    add(plus, 1);
    assertEquals("other", plus.code().orElseThrow().backend());
    assertThrows(UnknownBackendException.class, () -> tiers.useBackend("none"));
    assertEquals("other", tiers.backend().orElseThrow().id());
  }

  @Test
  void noBackendIsLookedForBeforeOneIsNeeded() {
    Tiers tiers =
        new Tiers(
            TierOptions.DEFAULT.withCallThreshold(5).withSynchronous(true),
            () -> {
              throw new AssertionError("looked for backends");
            },
            warning -> {});
    TieredFunction plus = plus(tiers);
    add(plus, 5);
    assertThrows(AssertionError.class, () -> add(plus, 1));
    assertEquals(
        "none needed", tiers.statistics(List.of(), Map.of()).backend().orElse("none needed"));
  }

  @Test
  void generatedClassesAreUnloaded() throws InterruptedException {
    Tiers tiers = tiers(AT_ONCE, new KernelCallBackend());
    TieredFunction plus = plus(tiers);
    add(plus, 1);
    WeakReference<CompiledCode> code = new WeakReference<>(plus.code().orElseThrow());
    WeakReference<Class<?>> type = new WeakReference<>(hiddenClass(plus));
    assertTrue(type.get() != null && type.get().isHidden());
    tiers.useBackend("kernel-call");
    for (int i = 0; i < 100 && (type.get() != null || code.get() != null); i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertEquals(null, code.get());
    assertEquals(null, type.get());
  }

  private static Class<?> hiddenClass(TieredFunction function) {
    return dev.mettle.vm.compiled.GeneratedCode.lookup()
        .revealDirect(function.code().orElseThrow().generic())
        .getDeclaringClass();
  }

  @Test
  void generatedClassesCanBeDumped(@TempDir Path directory) throws java.io.IOException {
    TieredFunction plus =
        plus(tiers(AT_ONCE.withDumpDirectory(directory), new KernelCallBackend()));
    add(plus, 1);
    try (var files = Files.list(directory)) {
      List<Path> dumped = files.toList();
      assertEquals(1, dumped.size());
      assertTrue(dumped.getFirst().getFileName().toString().startsWith("plus_"));
    }
    assertFalse(plus.code().isEmpty());
  }
}
