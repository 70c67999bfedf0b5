package dev.mettle.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.engine.module.ModulePath;
import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loading is a part of the run that asks for it: limits hold, and depth costs no host stack. */
class ModuleLimitsTest {

  @TempDir Path directory;
  private EngineRuntime runtime;

  @BeforeEach
  void open() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    runtime =
        new EngineRuntime(
            new Output(nowhere, nowhere),
            FileAccess.directories(directory),
            new ModulePath(List.of(directory), directory, List.of()),
            TierOptions.DEFAULT.withTier(Tier.TREE));
  }

  private void file(String name, String... lines) throws Exception {
    Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
  }

  private List<String> run(Limits limits, String goal) throws Exception {
    List<String> results = new ArrayList<>();
    Atom atom =
        new AtomReader(new SourceText("goal", goal), runtime.modules().current().tokenizer())
            .read()
            .orElseThrow();
    runtime.evaluate(
        runtime.modules().current(), atom, limits, result -> results.add(result.toString()));
    return results;
  }

  @Test
  @Timeout(60)
  void aStepLimitHoldsWhileAModuleIsLoaded() throws Exception {
    file("loop.metta", "(= (loop $x) (loop $x))", "!(loop 1)");
    file("uses.metta", "!(import! &self loop)");
    file("fine.metta", "(= (f) 1)");
    RunStoppedException e =
        assertThrows(
            RunStoppedException.class,
            () -> run(new Limits(RunLimits.ofSteps(100_000)), "(import! &self uses)"));
    assertEquals(RunStoppedException.Reason.STEP_LIMIT, e.reason());
    assertEquals("top", runtime.modules().current().name().toString());
    assertEquals(List.of("()"), run(Limits.none(), "(import! &self fine)"));
    assertEquals(List.of("1"), run(Limits.none(), "(f)"));
    // Not a ring: what was stopped is not running any more.
    assertThrows(
        RunStoppedException.class,
        () -> run(new Limits(RunLimits.ofSteps(100_000)), "(import! &self uses)"));
  }

  @Test
  @Timeout(60)
  void interruptionEndsTheLoadingOfFacts() throws Exception {
    try (var out = Files.newBufferedWriter(directory.resolve("many.metta"))) {
      for (int i = 0; i < 400_000; i++) {
        out.write("(fact " + i + ")\n");
      }
    }
    RunStoppedException e =
        assertThrows(
            RunStoppedException.class,
            () -> run(new Limits(RunLimits.ofSteps(1_000)), "(import! &self many)"));
    assertEquals(RunStoppedException.Reason.STEP_LIMIT, e.reason());
    assertEquals(List.of("()"), run(Limits.none(), "(import! &self many)"));
    assertEquals(List.of("399999"), run(Limits.none(), "(match &self (fact 399999) 399999)"));
  }

  @Test
  void aLongChainOfImportsNeedsNoHostStack() throws Exception {
    int length = 400;
    for (int i = 0; i < length; i++) {
      file("m" + i + ".metta", "!(import! &self m" + (i + 1) + ")");
    }
    file("m" + length + ".metta", "(= (end) reached)");
    Throwable[] failure = new Throwable[1];
    List<String> results = new ArrayList<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                results.addAll(run(Limits.none(), "(import! &self m0)"));
                results.addAll(run(Limits.none(), "(end)"));
              } catch (Throwable t) {
                failure[0] = t;
              }
            },
            "small stack",
            256 * 1024);
    thread.start();
    thread.join();
    assertEquals(null, failure[0]);
    assertEquals(List.of("()", "reached"), results);
  }

  @Test
  void aModuleCountsItsDepthAnew() throws Exception {
    file("m.metta", "!(let $x 1 (let $y 2 $x))");
    run(Limits.none(), "(pragma! max-stack-depth 64)");
    assertEquals(List.of("()"), run(Limits.none(), "(let $a 1 (import! &self m))"));
    List<String> deep = run(Limits.none(), "(let $a 1 (let $b 2 (let $c 3 (let $d 4 $a))))");
    assertTrue(deep.get(0).endsWith("StackOverflow)"), deep::toString);
  }

  @Test
  void theRestOfAnAlternativeRunsBeforeTheNextOne() throws Exception {
    file("m.metta", "!(add-atom &self (loaded))", "!(superpose (1 2 3))");
    assertEquals(
        List.of("(1 0)", "(() 1)", "(3 1)"),
        run(
            Limits.none(),
            "(let $x (superpose (1 (import! &self m) 3)) (let $l (collapse (match &self (loaded)"
                + " x)) (let $n (size-atom $l) ($x $n))))"));
  }
}
