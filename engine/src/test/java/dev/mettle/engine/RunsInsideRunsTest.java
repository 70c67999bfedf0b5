package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.limits.RunStoppedException.Reason;
import dev.mettle.vm.tier.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that wait for other runs find everything as they left it. */
@ParameterizedClass
@EnumSource(Tier.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RunsInsideRunsTest {

  private static final int LENGTH = 300;

  private final Tier tier;
  private final Engine engine;

  RunsInsideRunsTest(Tier tier) throws SyntaxException {
    this.tier = tier;
    engine = Engine.builder().tier(tier).build();
    engine.run(
        """
        (= (nat $n) $n)
        (= (nat $n) (nat (+ $n 1)))
        (= (deep $n) (if (== $n 0) end (s (deep (- $n 1)))))
        (= (depth $s) (unify $s (s $r) (+ 1 (depth $r)) 0))
        (= (pick) a)
        (= (pick) b)
        """);
  }

  /** Both stacks grow while one lies under the other, and values wait in frames of both. */
  @Test
  void eachRunHasItsStack() throws SyntaxException {
    engine.register("inner", "(-> Number Number)", a -> engine.call("measured", a.get(0)).single());
    engine.run(
        """
        (= (measured $n) (depth (deep $n)))
        (= (outer $n) (if (== $n 0) () (let $r (outer (- $n 1)) (let $i (inner $n) (cons-atom $i $r)))))
        (= (outer-first $n)
           (if (== $n 0) () (let $i (inner $n) (let $r (outer-first (- $n 1)) (cons-atom $i $r)))))
        """);
    List<Long> counted = new ArrayList<>();
    for (long n = LENGTH; n > 0; n--) {
      counted.add(n);
    }
    assertEquals(counted, engine.call("outer", LENGTH).single(List.class));
    assertEquals(counted, engine.call("outer-first", LENGTH).single(List.class));
  }

  @Test
  void alternativesAreTakenUpAfterInnerRuns() throws SyntaxException {
    engine.register("inner", a -> engine.evaluate("(collapse (pick))").single());
    engine.run(
        """
        (= (pair) (let $x (pick) (let $i (inner) (let $y (pick) ($x $i $y)))))
        """);
    assertEquals(
        "[(a (a b) a), (a (a b) b), (b (a b) a), (b (a b) b)]",
        engine.evaluate("(pair)").toString());
  }

  @Test
  void manyStreamsInTurns() throws SyntaxException {
    engine.run("(= (from $m $d) (let $n (nat $m) ($n (depth (deep $d)))))");
    List<Iterator<Atom>> streams = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      streams.add(engine.stream("(from " + 100 * i + " " + (50 - i) + ")").iterator());
    }
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 10; i++) {
        assertEquals(
            "(" + (100 * i + round) + " " + (50 - i) + ")", streams.get(i).next().toString());
      }
      assertEquals("[1000]", engine.evaluate("(depth (deep 1000))").toString());
    }
  }

  /** A stream that an operation takes from goes on in other calls of it, at other depths. */
  @Test
  void aStreamOfOperations() throws SyntaxException {
    Iterator<Atom> stream = engine.stream("(nat 1)").iterator();
    engine.register("next", a -> stream.next());
    engine.run("(= (sum $n) (if (== $n 0) 0 (+ (next) (sum (- $n 1)))))");
    assertEquals(LENGTH * (LENGTH + 1L) / 2, engine.call("sum", LENGTH).single(Long.class));
    assertEquals("[301]", engine.evaluate("(next)").toString());
  }

  @Test
  void aStoppedInnerRunLeavesTheOuterOne() throws SyntaxException {
    engine.run("(= (loop $n) (s (loop (+ $n 1))))");
    engine.register(
        "try",
        a -> {
          assertThrows(
              RunStoppedException.class,
              () -> engine.evaluate(engine.parse("(loop 0)"), RunLimits.ofSteps(20_000)));
          return "stopped";
        });
    engine.run("(= (many $n) (if (== $n 0) () (let $r (many (- $n 1)) ((try) $r))))");
    assertEquals(
        "[(\"stopped\" (\"stopped\" (\"stopped\" ())))]", engine.call("many", 3).toString());
  }

  /** What a tier does on its own in a run counts, inside of other runs and while it pauses. */
  @Test
  void stepsAreCounted() throws SyntaxException {
    engine.run("(= (size $n) (depth (deep $n)))");
    engine.register("inner", a -> engine.evaluate("(size 200)").single());
    engine.run("(= (repeat $n) (if (== $n 0) done (let $x (inner) (repeat (- $n 1)))))");
    RunStoppedException stopped =
        assertThrows(
            RunStoppedException.class,
            () -> engine.evaluate(engine.parse("(repeat 100000)"), RunLimits.ofSteps(50_000)));
    assertEquals(Reason.STEP_LIMIT, stopped.reason());
    Engine limited = Engine.builder().tier(tier).limits(RunLimits.ofSteps(5_000)).build();
    limited.run("(= (nat $n) $n) (= (nat $n) (nat (+ $n 1)))");
    List<Atom> seen = new ArrayList<>();
    stopped =
        assertThrows(RunStoppedException.class, () -> limited.stream("(nat 0)").forEach(seen::add));
    assertEquals(Reason.STEP_LIMIT, stopped.reason());
    assertEquals("99", seen.get(99).toString());
  }

  /** What an operation takes from a stream counts for the run that it is used in. */
  @Test
  void stepsOfStreamsAreCounted() throws SyntaxException {
    engine.register("drain", a -> engine.stream("(nat 0)").filter(n -> false).findFirst());
    RunStoppedException stopped =
        assertThrows(
            RunStoppedException.class,
            () -> engine.evaluate(engine.parse("(drain)"), RunLimits.ofSteps(20_000)));
    assertEquals(Reason.STEP_LIMIT, stopped.reason());
    stopped =
        assertThrows(
            RunStoppedException.class,
            () ->
                engine.evaluate(engine.parse("(drain)"), RunLimits.ofTime(Duration.ofMillis(100))));
    assertEquals(Reason.TIME_LIMIT, stopped.reason());
  }

  /** A run inside of the loading of a module ends, and the module goes on to be loaded. */
  @Test
  void aRunWhileAModuleIsLoaded(@TempDir Path directory) throws SyntaxException, IOException {
    Files.writeString(
        directory.resolve("m.metta"), "!(inner) !(add-atom &self (= (own) 7)) !(inner)");
    Engine loading =
        Engine.builder()
            .tier(tier)
            .files(FileAccess.directories(directory))
            .programDirectory(directory)
            .build();
    loading.register("inner", a -> loading.evaluate("(collapse (own))").toString());
    assertEquals("[[()], [7]]", loading.run("!(import! &self m) !(own)").toString());
    assertEquals("[7]", loading.evaluate("(own)").toString());
  }
}
