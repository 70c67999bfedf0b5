package dev.mettle.vm.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.CompileOutcome;
import dev.mettle.backend.spi.CompileRequest;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What goes wrong with backends, row by row, and what happens then. */
class FailureTableTest {

  /** A backend of the test, whose compiler is a lambda. */
  private static final class Fake extends KernelCallBackend {
    private final Function<CompileRequest, CompileOutcome> compiler;
    private int asked;

    Fake(Function<CompileRequest, CompileOutcome> compiler) {
      this.compiler = compiler;
    }

    @Override
    public CompileOutcome compile(CompileRequest request) {
      asked++;
      return compiler.apply(request);
    }
  }

  private final List<String> warnings = new ArrayList<>();

  private static final TierOptions AT_ONCE =
      TierOptions.DEFAULT.withCallThreshold(0).withSynchronous(true);

  private Tiers tiers(TierOptions options, Backend... backends) {
    return new Tiers(options, () -> BackendCatalog.of(backends), warnings::add);
  }

  private static TieredFunction plus(Tiers tiers) {
    return tiers.install(TestFunctions.plus(), TestFunctions.NATIVES).orElseThrow();
  }

  private static void assertAdds(TieredFunction plus) {
    assertEquals(
        TestFunctions.number(5),
        plus.call(new TierContext(), TestFunctions.number(2), TestFunctions.number(3)));
  }

  private void assertInterpretedBecause(Backend backend, String... words) {
    Tiers tiers = tiers(AT_ONCE, backend);
    TieredFunction plus = plus(tiers);
    assertAdds(plus);
    assertAdds(plus);
    FunctionStatistics statistics = plus.statistics();
    assertEquals(2, statistics.interpretedRuns());
    assertEquals(0, statistics.compiledRuns());
    for (String word : words) {
      assertTrue(statistics.state().contains(word), statistics.state());
    }
  }

  private void assertReportedByPolicy(Backend backend, String... words) {
    assertInterpretedBecause(backend, words);
    assertEquals(1, warnings.size(), "one warning: " + warnings);
    assertTrue(warnings.getFirst().startsWith("plus stays interpreted: "), warnings.getFirst());
    for (String word : words) {
      assertTrue(warnings.getFirst().contains(word), warnings.getFirst());
    }
    warnings.clear();
    TieredFunction silent = plus(tiers(AT_ONCE.withFailurePolicy(FailurePolicy.SILENT), backend));
    assertAdds(silent);
    assertTrue(warnings.isEmpty());
    assertTrue(silent.statistics().state().contains(words[0]));
    TieredFunction fails = plus(tiers(AT_ONCE.withFailurePolicy(FailurePolicy.FAIL), backend));
    BackendFailureException failure =
        assertThrows(BackendFailureException.class, () -> assertAdds(fails));
    assertTrue(String.valueOf(failure.getMessage()).contains(words[0]), failure.getMessage());
  }

  @Test
  void aGoodBackendRunsTheFunction() {
    TieredFunction plus = plus(tiers(AT_ONCE, new KernelCallBackend()));
    assertAdds(plus);
    assertEquals(1, plus.statistics().compiledRuns());
    assertEquals("compiled by kernel-call", plus.statistics().state());
  }

  // ---- a provider cannot be loaded or its constructor throws: see BackendCatalogTest

  @Test
  void aForeignSpecVersionIsRejectedWithBothVersions() {
    Backend future =
        new KernelCallBackend() {
          @Override
          public BackendDescriptor descriptor() {
            return descriptor("future", new SpecVersion(9, 7));
          }
        };
    BackendCatalog catalog = BackendCatalog.of(future, new KernelCallBackend());
    assertEquals(1, catalog.backends().size());
    String reason = catalog.problems().getFirst().reason();
    assertTrue(reason.contains("9.7"), reason);
    assertTrue(reason.contains(SpecVersion.CURRENT.toString()), reason);
  }

  @Test
  void anOpcodeOutsideItsSetIsNeverAskedFor() {
    Fake fake = new Fake(request -> new KernelCallBackend().compile(request));
    Tiers tiers = tiers(AT_ONCE, fake);
    TieredFunction negation =
        tiers.install(TestFunctions.negation(), TestFunctions.NATIVES).orElseThrow();
    for (int i = 0; i < 3; i++) {
      assertEquals(
          TestFunctions.number(-4), negation.call(new TierContext(), TestFunctions.number(4)));
    }
    assertEquals(0, fake.asked);
    assertEquals(3, negation.statistics().interpretedRuns());
    assertEquals("backend kernel-call does not cover neg", negation.statistics().state());
    assertTrue(warnings.isEmpty());
  }

  @Test
  void aDeclineIsKeptWithItsReason() {
    assertInterpretedBecause(
        new Fake(
            request ->
                new CompileOutcome.Declined(
                    DeclineReason.TOO_LARGE, Optional.of(Opcode.ADD), "sums are too much")),
        "declined",
        "because of add",
        "sums are too much");
    assertTrue(warnings.isEmpty());
  }

  @Test
  void compileThrows() {
    assertReportedByPolicy(
        new Fake(
            request -> {
              throw new IllegalStateException("broken inside");
            }),
        "compiling threw",
        "broken inside",
        "kernel-call");
  }

  @Test
  void compileOverflowsTheStack() {
    assertReportedByPolicy(
        new Fake(
            request -> {
              throw new StackOverflowError();
            }),
        "compiling threw",
        "StackOverflowError");
  }

  @SuppressWarnings("NullAway") // what a careless backend does
  private static CompileOutcome nothing() {
    return null;
  }

  @Test
  void compileGivesNull() {
    assertReportedByPolicy(new Fake(request -> nothing()), "compiling gave null");
  }

  @Test
  void garbageBytes() {
    assertReportedByPolicy(
        new Fake(
            request ->
                KernelCallBackend.compiled(
                    request, "no class at all".getBytes(StandardCharsets.UTF_8))),
        "the JVM rejects its class",
        "ClassFormatError");
  }

  @Test
  void bytesThatDoNotVerify() {
    assertReportedByPolicy(
        new KernelCallBackend() {
          @Override
          void body(CodeBuilder code, IrFunction function) {
            code.iconst_0().areturn();
          }
        },
        "the JVM rejects its class",
        "VerifyError");
  }

  @Test
  void bytesThatDoNotLink() {
    assertReportedByPolicy(
        new KernelCallBackend() {
          @Override
          void body(CodeBuilder code, IrFunction function) {
            code.invokestatic(
                ClassDesc.of("java.lang.NoSuchThing"),
                "value",
                java.lang.constant.MethodTypeDesc.of(ATOM));
            code.areturn();
          }
        },
        "its code threw",
        "NoClassDefFoundError");
  }

  @Test
  void codeThatThrows() {
    assertReportedByPolicy(
        new KernelCallBackend() {
          @Override
          void body(CodeBuilder code, IrFunction function) {
            code.aconst_null()
                .checkcast(ATOM)
                .invokevirtual(
                    ATOM,
                    "isGround",
                    java.lang.constant.MethodTypeDesc.of(
                        java.lang.constant.ConstantDescs.CD_boolean))
                .pop()
                .aconst_null()
                .areturn();
          }
        },
        "its code threw",
        "NullPointerException");
  }

  @Test
  void codeThatGivesNoResult() {
    assertReportedByPolicy(
        new KernelCallBackend() {
          @Override
          void body(CodeBuilder code, IrFunction function) {
            code.aconst_null().areturn();
          }
        },
        "its code threw",
        "null");
  }

  @Test
  void aClassWithoutTheEntry() {
    assertReportedByPolicy(
        new Fake(
            request ->
                KernelCallBackend.compiled(
                    request, ClassFile.of().build(request.className(), type -> {}))),
        "its class is not what it should be",
        "no static method run");
  }

  @Test
  void aClassThatRefersToTheEngine() {
    Backend nosy =
        new KernelCallBackend() {
          @Override
          void body(CodeBuilder code, IrFunction function) {
            code.new_(ClassDesc.of("dev.mettle.vm.tier.TierContext")).pop();
            super.body(code, function);
          }
        };
    TieredFunction plus =
        plus(tiers(TierOptions.COMPILE_EVERYTHING.withFailurePolicy(FailurePolicy.FAIL), nosy));
    BackendFailureException failure =
        assertThrows(BackendFailureException.class, () -> assertAdds(plus));
    assertTrue(String.valueOf(failure.getMessage()).contains("dev/mettle/vm/tier/TierContext"));
  }

  @Test
  void strictModeFailsWhereSomethingStaysInterpreted() {
    Tiers tiers = tiers(TierOptions.COMPILE_EVERYTHING, new KernelCallBackend());
    TieredFunction negation =
        tiers.install(TestFunctions.negation(), TestFunctions.NATIVES).orElseThrow();
    TierFallbackException fallback =
        assertThrows(
            TierFallbackException.class,
            () -> negation.call(new TierContext(), TestFunctions.number(4)));
    assertEquals(
        "negation was not compiled: backend kernel-call does not cover neg", fallback.getMessage());
  }

  @Test
  void withoutAnyBackendEverythingIsInterpreted() {
    TieredFunction plus = plus(tiers(AT_ONCE));
    assertAdds(plus);
    assertEquals("no backend was found", plus.statistics().state());
    TieredFunction strict = plus(tiers(TierOptions.COMPILE_EVERYTHING));
    assertThrows(TierFallbackException.class, () -> assertAdds(strict));
  }
}
