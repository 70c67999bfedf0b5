package dev.mettle.engine.tier;

import static java.lang.constant.ConstantDescs.CD_void;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.tier.BackendCatalog;
import dev.mettle.vm.tier.BackendFailureException;
import dev.mettle.vm.tier.FailurePolicy;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.Tiers;
import dev.mettle.vm.tier.UnitVerdict;
import dev.mettle.vm.tier.UnknownBackendException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with backends, row by row, and what happens then. */
class FailureTableTest {

  private static final String PLUS =
      """
      (: plus (-> Number Number Number))
      (= (plus $x $y) (+ $x $y))
      """;

  /** A backend of the test, whose compiler is a lambda. */
  private static final class Fake extends SumBackend {
    private final Function<UnitRequest, UnitOutcome> compiler;

    Fake(Function<UnitRequest, UnitOutcome> compiler) {
      this.compiler = compiler;
    }

    @Override
    public UnitOutcome compile(UnitRequest request) {
      return compiler.apply(request);
    }
  }

  private final List<String> warnings = new ArrayList<>();

  private static final TierOptions OPTIONS = TierOptions.COMPILE_EVERYTHING;

  private Tiers tiers(TierOptions options, Backend... backends) {
    return new Tiers(options, () -> BackendCatalog.of(backends), warnings::add);
  }

  private static UnitRequest plus() {
    return Engine.create().lower(new SourceText("plus.metta", PLUS)).units().stream()
        .flatMap(unit -> unit.request().stream())
        .findFirst()
        .orElseThrow();
  }

  private static UnitVerdict verdict(Tiers tiers) {
    return tiers.unitCompiler().compile(tiers::backend, plus());
  }

  /** The verdict names what is wrong, it is reported as the policy says, and programs go on. */
  private void assertReportedByPolicy(Backend backend, String... words) {
    UnitVerdict.Failed failed =
        assertInstanceOf(UnitVerdict.Failed.class, verdict(tiers(OPTIONS, backend)));
    for (String word : words) {
      assertTrue(failed.describe().contains(word), failed.describe());
    }
    Tiers warning = tiers(OPTIONS.withFailurePolicy(FailurePolicy.WARN), backend);
    warning.failed("plus", failed);
    warning.failed("plus", failed);
    assertEquals(1, warnings.size(), "one warning: " + warnings);
    assertTrue(warnings.getFirst().startsWith("plus stays interpreted: "), warnings.getFirst());
    assertTrue(warnings.getFirst().contains(words[0]), warnings.getFirst());
    warnings.clear();
    tiers(OPTIONS.withFailurePolicy(FailurePolicy.SILENT), backend).failed("plus", failed);
    assertEquals(List.of(), warnings);
    Tiers strict = tiers(OPTIONS, backend);
    BackendFailureException thrown =
        assertThrows(BackendFailureException.class, () -> strict.failed("plus", failed));
    assertTrue(String.valueOf(thrown.getMessage()).contains(words[0]), thrown.getMessage());
    assertEquals(
        failed.reason(), stateOf(engine(OPTIONS.withFailurePolicy(FailurePolicy.SILENT), backend)));
  }

  private static Engine engine(TierOptions options, Backend backend) {
    Engine engine = Engine.builder().tierOptions(options).build();
    engine.useBackend(backend);
    return engine;
  }

  /** What became of a function that was called; its answer is right. */
  private static String stateOf(Engine engine) {
    try {
      assertEquals("[5]", engine.run(PLUS + "!(plus 2 3)").getFirst().toString());
      assertEquals("[7]", engine.run("!(plus 3 4)").getFirst().toString());
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
    return engine.statistics().functions().getFirst().state();
  }

  @Test
  void aGoodBackendRunsTheFunction() {
    Engine engine = engine(OPTIONS, new SumBackend());
    assertEquals("compiled by sum", stateOf(engine));
    assertTrue(engine.statistics().functions().getFirst().entered() > 0);
  }

  // ---- a provider cannot be loaded or its constructor throws: see BackendCatalogTest

  @Test
  void aForeignSpecVersionIsRejectedWithBothVersions() {
    Backend future =
        new SumBackend() {
          @Override
          public BackendDescriptor descriptor() {
            return descriptor("future", new SpecVersion(9, 7));
          }
        };
    BackendCatalog catalog = BackendCatalog.of(future, new SumBackend());
    assertEquals(1, catalog.backends().size());
    String reason = catalog.problems().getFirst().reason();
    assertTrue(reason.contains("9.7"), reason);
    assertTrue(reason.contains(SpecVersion.CURRENT.toString()), reason);
  }

  @Test
  void aDeclineIsKeptWithItsReason() {
    Backend declines =
        new Fake(
            request ->
                new UnitOutcome.Declined(
                    DeclineReason.TOO_LARGE, Optional.of(Opcode.ADD), "sums are too much"));
    assertEquals("declined: add: sums are too much", verdict(tiers(OPTIONS, declines)).describe());
    assertEquals("declined: add: sums are too much", stateOf(engine(OPTIONS, declines)));
  }

  @Test
  void compileThrows() {
    assertReportedByPolicy(
        new Fake(
            request -> {
              throw new IllegalStateException("broken inside");
            }),
        "compiling threw",
        "broken inside");
  }

  @Test
  @SuppressWarnings("NullAway") // what a careless backend may do
  void compileGivesNothing() {
    assertReportedByPolicy(new Fake(request -> null), "compiling gave null");
  }

  @Test
  void bytesThatAreNoClass() {
    assertReportedByPolicy(
        new Fake(
            request ->
                SumBackend.compiled(request, "no class at all".getBytes(StandardCharsets.UTF_8))),
        "the JVM rejects its class",
        "ClassFormatError");
  }

  @Test
  void bytesThatDoNotVerify() {
    assertReportedByPolicy(
        new SumBackend() {
          @Override
          void body(CodeBuilder code) {
            code.iconst_0().areturn();
          }
        },
        "the JVM rejects its class",
        "VerifyError");
  }

  @Test
  void aClassWithoutTheEntry() {
    assertReportedByPolicy(
        new Fake(
            request ->
                SumBackend.compiled(
                    request, ClassFile.of().build(request.className(), type -> {}))),
        "the JVM rejects its class",
        "NoSuchMethodException");
  }

  @Test
  void anotherVersionThanTheWantedOne() {
    assertReportedByPolicy(
        new Fake(
            request -> {
              UnitOutcome.Compiled right = (UnitOutcome.Compiled) new SumBackend().compile(request);
              Version other = new Version(0, List.of(Lane.DOUBLE), Optional.empty());
              return new UnitOutcome.Compiled(
                  right.classFile(),
                  List.of(new UnitOutcome.Entry(other, Lane.LONG, false, "run")),
                  List.of(),
                  List.of());
            }),
        "the JVM rejects its class",
        "the version that was wanted has no entry");
  }

  @Test
  void aClassThatRefersToTheEngine() {
    assertReportedByPolicy(
        new SumBackend() {
          @Override
          void body(CodeBuilder code) {
            code.new_(ClassDesc.of(Tiers.class.getName())).pop();
            super.body(code);
          }
        },
        "the JVM rejects its class",
        "dev/mettle/vm/tier/Tiers");
  }

  /** What it did before may have had an effect, so nobody may run it again. */
  @Test
  void codeThatDoesNotLinkEndsTheRun() {
    Backend backend =
        new SumBackend() {
          @Override
          void body(CodeBuilder code) {
            code.invokestatic(
                    ClassDesc.of("java.lang.NoSuchThing"), "run", MethodTypeDesc.of(CD_void))
                .return_();
          }
        };
    Engine engine = engine(OPTIONS, backend);
    assertThrows(NoClassDefFoundError.class, () -> stateOf(engine));
  }

  @Test
  void withoutAnyBackendEverythingIsInterpreted() {
    assertEquals("declined: no backend was found", verdict(tiers(OPTIONS)).describe());
  }

  @Test
  void aBackendThatIsNotThere() {
    UnitVerdict verdict = verdict(tiers(OPTIONS.withBackend("none"), new SumBackend()));
    assertTrue(verdict.describe().contains("no backend is called none"), verdict.describe());
  }

  @Test
  void noBackendIsLookedForBeforeOneIsNeeded() {
    Tiers tiers =
        new Tiers(
            TierOptions.DEFAULT,
            () -> {
              throw new AssertionError("looked for backends");
            },
            warning -> {});
    assertEquals(Optional.empty(), tiers.statistics(List.of(), Map.of()).backend());
    assertThrows(AssertionError.class, tiers::backend);
  }

  @Test
  void theBackendCanBeChanged() {
    Backend other =
        new SumBackend() {
          @Override
          public BackendDescriptor descriptor() {
            return descriptor("other", SpecVersion.CURRENT);
          }
        };
    Tiers tiers = tiers(OPTIONS.withBackend("sum"), new SumBackend(), other);
    assertEquals("sum", tiers.backend().orElseThrow().id());
    tiers.useBackend("other");
    assertEquals("other", tiers.backend().orElseThrow().id());
    assertThrows(UnknownBackendException.class, () -> tiers.useBackend("none"));
    assertEquals("other", tiers.backend().orElseThrow().id());
    Engine engine = engine(OPTIONS, new SumBackend());
    assertEquals("compiled by sum", stateOf(engine));
    engine.useBackend(other);
    assertEquals("not hot", engine.statistics().functions().getFirst().state());
    assertEquals("compiled by other", stateOf(engine));
  }

  @Test
  void generatedClassesAreUnloaded() throws InterruptedException {
    UnitVerdict.Installed installed =
        assertInstanceOf(UnitVerdict.Installed.class, verdict(tiers(OPTIONS, new SumBackend())));
    WeakReference<Class<?>> type =
        new WeakReference<>(
            dev.mettle.vm.compiled.GeneratedCode.lookup()
                .revealDirect(installed.entries().getFirst().handle())
                .getDeclaringClass());
    assertTrue(type.get() != null && type.get().isHidden());
    installed = null;
    for (int i = 0; i < 100 && type.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertEquals(null, type.get());
  }

  @Test
  void generatedClassesCanBeDumped(@TempDir Path directory) throws java.io.IOException {
    verdict(tiers(OPTIONS.withDumpDirectory(directory), new SumBackend()));
    try (var files = Files.list(directory)) {
      List<Path> dumped = files.toList();
      assertEquals(1, dumped.size());
      assertTrue(dumped.getFirst().getFileName().toString().startsWith("plus"));
    }
  }
}
