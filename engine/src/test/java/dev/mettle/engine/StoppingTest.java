package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.limits.RunStoppedException.Reason;
import dev.mettle.vm.tier.Tier;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any program can be ended from outside, soon, and the engine goes on to serve. */
@ParameterizedClass
@EnumSource(Tier.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StoppingTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  /** How late a run may end; generous, since other work may share the machine. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private static final String DEFINITIONS =
      """
      (= (loop $x) (loop $x))
      (= (deep $x) (+ 1 (deep $x)))
      (= (nat $n) $n)
      (= (nat $n) (nat (+ $n 1)))
      (= (double 0 $x) $x)
      (= (double $n $x) (if (== $n 0) $x (double (- $n 1) ($x $x))))
      (= (square $n $x) (if (== $n 0) $x (square (- $n 1) (* $x $x))))
      (= (digits $a $b) (let $r (% $a (+ $b 1)) (digits $a $b)))
      (= (count $n) (if (== $n 0) done (count (- $n 1))))
      """;

  private final Engine engine;

  StoppingTest(Tier tier) throws SyntaxException {
    engine =
        Engine.builder()
            .tier(tier)
            .out(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .build();
    run(DEFINITIONS, RunLimits.none());
  }

  private List<List<Atom>> run(String text, RunLimits limits) throws SyntaxException {
    List<List<Atom>> results = new ArrayList<>();
    engine.run(new SourceText("test", text), results::add, limits);
    return results;
  }

  private void assertUsable() throws SyntaxException {
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals("[[done]]", run("!(count 1000)", RunLimits.none()).toString());
    assertEquals("[[1, 2]]", run("!(superpose (1 2))", RunLimits.none()).toString());
  }

  private void assertEndsInTime(String program) throws SyntaxException {
    long begin = System.nanoTime();
    RunStoppedException stopped =
        assertThrows(
            RunStoppedException.class, () -> run(program, RunLimits.ofTime(SHORT)), program);
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    assertEquals(Reason.TIME_LIMIT, stopped.reason());
    assertTrue(taken.compareTo(SHORT.plus(SLACK)) < 0, program + " took " + taken);
    assertUsable();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!(loop 1)",
        "!(deep 1)",
        "!(collapse (nat 0))",
        "!(case (nat 0) ((never yes)))",
        "!(let $n (nat 0) (if (== $n -1) $n (empty)))",
        "!(match &self (= $a $b) (loop 1))",
        "!(digits (square 14 12345678901234567890) (square 13 12345678901234567890))",
      })
  void endlessEvaluation(String program) throws SyntaxException {
    assertEndsInTime(program);
  }

  /** Forty expressions, each twice in the next one, are endless for what walks over them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "!(println! (double 40 a))",
        "!(== (double 40 a) (double 40 a))",
        "!(let* (($d (double 40 $x)) ($d (double 40 $y))) ok)",
        "!(let $d (double 40 $x) (add-atom &self $d))",
        "!(let $d (double 40 $x) (sealed ($x) $d))",
        "!(let $d (double 40 a) (format-args \"{}\" ($d)))",
        "!(let $d (double 40 $x) (unique-atom ($d $d)))",
        "!(let $d (double 40 ($x $y)) (got $d))",
        "!(let $d (double 40 ($x $y)) (get-type $d))",
      })
  void sharedStructure(String program) throws SyntaxException {
    assertEndsInTime(program);
  }

  @Test
  void sharedPartsAreLookedAtOnce() throws SyntaxException {
    assertEquals(
        "[[]]", run("!(let (double 40 $x) (double 40 $y) ok)", RunLimits.none()).toString());
    assertEquals("[[ok, ok]]", run("!(let $d (double 40 $x) ok)", RunLimits.none()).toString());
    assertEquals(
        "[[]]", run("!(let $d (double 40 $x) (match &self $d ok))", RunLimits.none()).toString());
  }

  /** The last type would be the forty millionth, or need as many looks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "!(get-type EIGHT)",
        "!(let $t (get-type EIGHT) (unify $t (P A $x) (empty) (empty)))",
        "!(get-type (g EIGHT EIGHT y))",
      })
  void typesWithoutEnd(String program) throws SyntaxException {
    run(
        """
        (: x A) (: x B) (: x C) (: y D)
        (: f (-> $t $u (P $t $u)))
        (: g (-> $t $t $u D))
        """,
        RunLimits.none());
    String two = "(f x x)";
    String four = "(f " + two + " " + two + ")";
    String eight = "(f " + four + " " + four + ")";
    assertEndsInTime(program.replace("EIGHT", "(f " + eight + " " + eight + ")"));
    // Where the first type will do, no other is looked for.
    String once =
        "!(let $t (f %s %s) (car-atom $t)) !(car-atom (f %s y))".formatted(eight, eight, eight);
    assertEquals("[[f], [f]]", run(once, RunLimits.none()).toString());
  }

  @Test
  void searchInLargeSpace() throws SyntaxException {
    StringBuilder facts = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      facts.append("(edge ").append(i).append(' ').append(i + 1).append(")\n");
    }
    run(facts.toString(), RunLimits.none());
    assertEndsInTime("!(match &self (, (edge $a $b) (edge $c $d) (edge $b $c) (no $a)) $a)");
    assertEndsInTime("!(match &self (, (edge $a $b) (edge $c $d) (edge (S $e) $e)) $a)");
  }

  @Test
  void endsAfterSteps() throws SyntaxException {
    RunStoppedException stopped =
        assertThrows(RunStoppedException.class, () -> run("!(loop 1)", RunLimits.ofSteps(100_000)));
    assertEquals(Reason.STEP_LIMIT, stopped.reason());
    assertEquals("test:1:2: the run has reached its limit of 100000 steps", stopped.getMessage());
    assertUsable();
  }

  /** The limit is for all of a program, however short its parts. */
  @Test
  void countsStepsOfAllExpressions() throws SyntaxException {
    String program = "!(count 5)\n".repeat(2_000);
    run(program, RunLimits.none());
    assertThrows(RunStoppedException.class, () -> run(program, RunLimits.ofSteps(10_000)));
    assertUsable();
  }

  @Test
  void aLimitThatIsNotReachedChangesNothing() throws SyntaxException {
    RunLimits ample = new RunLimits(1_000_000, Duration.ofMinutes(1));
    assertEquals("[[done]]", run("!(count 1000)", ample).toString());
    assertUsable();
  }

  @Test
  void stoppedByAnotherThread() throws Exception {
    Thread stopper = Thread.ofPlatform().start(() -> later(engine::stop));
    RunStoppedException stopped =
        assertThrows(RunStoppedException.class, () -> run("!(loop 1)", RunLimits.none()));
    assertEquals(Reason.STOPPED, stopped.reason());
    stopper.join();
    assertUsable();
    engine.stop();
    assertUsable();
  }

  @Test
  void interrupted() throws Exception {
    Thread self = Thread.currentThread();
    Thread interrupter = Thread.ofPlatform().start(() -> later(self::interrupt));
    RunStoppedException stopped =
        assertThrows(RunStoppedException.class, () -> run("!(loop 1)", RunLimits.none()));
    assertEquals(Reason.INTERRUPTED, stopped.reason());
    interrupter.join();
    assertUsable();
  }

  @Test
  void aProgramOfFactsAlone() {
    String facts = "(fact a b)\n".repeat(100_000);
    Thread.currentThread().interrupt();
    RunStoppedException stopped =
        assertThrows(RunStoppedException.class, () -> run(facts, RunLimits.none()));
    assertEquals(Reason.INTERRUPTED, stopped.reason());
  }

  @Test
  void anotherThreadIsTurnedAway() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    Thread runner =
        Thread.ofPlatform()
            .start(
                () ->
                    assertThrows(
                        RunStoppedException.class,
                        () ->
                            engine.run(
                                new SourceText("runner", "!(+ 1 1) !(loop 1)"),
                                results -> inside.countDown())));
    inside.await();
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> run("!(+ 1 2)", RunLimits.none()));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("another thread uses this engine"));
    engine.stop();
    runner.join();
    assertUsable();
  }

  private static void later(Runnable action) {
    try {
      Thread.sleep(SHORT);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    action.run();
  }
}
