package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.limits.RunStoppedException.Reason;
import dev.mettle.vm.tier.Tier;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run ends soon after its time is over, also where each of its steps walks over something large:
 * lists of 400,000 elements, strings of 8 million characters, integers of two million bits.
 */
@ParameterizedClass
@EnumSource(
    value = Tier.class,
    names = {"TREE", "VM"})
final class LateStopsTest {

  private static final Duration LIMIT = Duration.ofMillis(100);

  /** How much processor time a run may use after its time; GC and other work are not counted. */
  private static final long MAY_BE_LATE = 300_000_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final int ELEMENTS = 400_000;
  private static final Expression NUMBERS = list(LongAtom::of);
  private static final Expression SAME = list(LongAtom::of);
  private static final Expression MIXED =
      list(i -> i % 2 == 0 ? Symbol.of("s" + i % 1000) : DoubleAtom.of(i / 3.0));
  private static final Expression PAIRS = list(i -> Expression.of(Symbol.of("p"), LongAtom.of(i)));
  private static final Expression STRINGS = list(i -> StringAtom.of("t" + i * 7919 % ELEMENTS));
  private static final String CHARACTERS = "abcd\u00e4\"gh".repeat(1_000_000);
  private static final BigInteger INTEGER =
      BigInteger.ONE.shiftLeft((1 << 21) - 1).subtract(BigInteger.valueOf(12_345));

  private final Engine engine;

  private static Expression list(IntFunction<Atom> element) {
    Atom[] children = new Atom[ELEMENTS];
    for (int i = 0; i < ELEMENTS; i++) {
      children[i] = element.apply(i);
    }
    return Expression.owning(children);
  }

  LateStopsTest(Tier tier, @TempDir Path directory) throws SyntaxException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    engine =
        Engine.builder()
            .tier(tier)
            .files(FileAccess.directories(directory))
            .workingDirectory(directory)
            .out(nowhere)
            .err(nowhere)
            .build();
    engine.bind("NUMBERS", NUMBERS);
    engine.bind("SAME", SAME);
    engine.bind("MIXED", MIXED);
    engine.bind("PAIRS", PAIRS);
    engine.bind("STRINGS", STRINGS);
    engine.bind("TEXT", StringAtom.of(CHARACTERS));
    engine.bind("TEXT2", StringAtom.of(new String(CHARACTERS.toCharArray())));
    engine.bind("JSON", StringAtom.of("[" + "1, ".repeat(1_000_000) + "2]"));
    engine.bind("INTEGER", NumberAtom.of(INTEGER));
    engine.bind("INTEGER2", NumberAtom.of(INTEGER.subtract(BigInteger.TEN)));
    engine.bind("LONGER", NumberAtom.of(INTEGER.multiply(INTEGER)));
    engine.run(
        """
        (= (go $n) (let $x (turn $n) (go (+ $n 1))))
        (= (id $x) $x)
        !(bind! &s (new-space))
        !(import! &self json)
        !(import! &self fileio)
        !(import! &self random)
        """);
  }

  private long lateNanos(String program, Reason reason) {
    long begin = THREADS.getCurrentThreadCpuTime();
    RunStoppedException stopped =
        assertThrows(
            RunStoppedException.class,
            () -> engine.run(new SourceText("test", program), results -> {}, limits(reason)));
    long used = THREADS.getCurrentThreadCpuTime() - begin;
    assertEquals(reason, stopped.reason());
    return used - LIMIT.toNanos();
  }

  private static RunLimits limits(Reason reason) {
    return reason == Reason.TIME_LIMIT ? RunLimits.ofTime(LIMIT) : RunLimits.none();
  }

  /** Twice, since the machine may have been busy with something else once. */
  private void assertEndsInTime(String program) {
    long late = lateNanos(program, Reason.TIME_LIMIT);
    if (late > MAY_BE_LATE) {
      late = lateNanos(program, Reason.TIME_LIMIT);
    }
    long nanos = late;
    assertTrue(late <= MAY_BE_LATE, () -> nanos / 1_000_000 + " ms late");
  }

  private void assertTurnsEndInTime(String step) throws SyntaxException {
    engine.run("(= (turn $n) " + step + ")");
    assertEndsInTime("!(go 0)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(cdr-atom NUMBERS)",
        "(cdr-atom MIXED)",
        "(decons-atom NUMBERS)",
        "(cons-atom $n MIXED)",
        "(min-atom NUMBERS)",
        "(union-atom NUMBERS SAME)",
        "(intersection-atom NUMBERS SAME)",
        "(subtraction-atom NUMBERS MIXED)",
        "(unique-atom MIXED)",
        "(sort-strings STRINGS)",
        "(superpose NUMBERS)",
        "(size-atom (collapse (superpose NUMBERS)))",
        "(map-atom NUMBERS $x (+ $x 1))",
        "(foldl-atom NUMBERS 0 $a $b (+ $a $b))",
        "(== NUMBERS SAME)",
        "(== PAIRS NUMBERS)",
        "(=alpha PAIRS PAIRS)",
        "(unify NUMBERS SAME yes no)",
        "(let ($a NUMBERS) ($n SAME) $a)",
        "(case NUMBERS ((SAME 1) ($q 2)))",
        "(assertEqualToResult (superpose NUMBERS) SAME)",
        "(get-type MIXED)",
        "(data MIXED)",
        "(metta PAIRS %Undefined% &self)",
        "(let $u (add-atom &s NUMBERS) (remove-atom &s SAME))",
        "(size-atom (collapse (match &self (quote PAIRS) a)))",
        "(println! NUMBERS)",
        "(print-alternatives! x NUMBERS)",
        "(format-args \"{}\" PAIRS)",
        "(json-encode NUMBERS)",
        "(json-decode JSON)",
      })
  void longLists(String step) throws SyntaxException {
    assertTurnsEndInTime(step);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(== TEXT TEXT2)",
        "(== (a TEXT) (a TEXT2))",
        "(unify TEXT TEXT2 yes no)",
        "(assertEqual TEXT TEXT2)",
        "(let $u (add-atom &s (TEXT)) (remove-atom &s (TEXT2)))",
        "(format-args TEXT (1))",
        "(format-args \"{}{}\" (TEXT TEXT2))",
        "(println! TEXT)",
        "(println! (TEXT TEXT2))",
        "(trace! TEXT a)",
        "(json-encode TEXT)",
        "(size-atom (collapse (json-decode TEXT)))",
        "(json-decode (json-encode TEXT))",
        "(let $f (file-open! \"t\" \"wct\") (file-write! $f TEXT))",
      })
  void longStrings(String step) throws SyntaxException {
    assertTurnsEndInTime(step);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(+ INTEGER $n)",
        "(* INTEGER INTEGER2)",
        "(* LONGER 7)",
        "(/ LONGER INTEGER2)",
        "(% LONGER INTEGER2)",
        "(/ LONGER 3)",
        "(== INTEGER INTEGER2)",
        "(< INTEGER INTEGER2)",
        "(< INTEGER 1.5)",
        "(abs-math INTEGER)",
        "(random-int &rng 0 INTEGER)",
        "(println! LONGER)",
        "(format-args \"{}\" (LONGER))",
        "(json-encode LONGER)",
        "(json-decode (format-args \"{}\" (INTEGER)))",
      })
  void largeIntegers(String step) throws SyntaxException {
    assertTurnsEndInTime(step);
  }

  /** Making code of a rule is part of the run that calls it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Each turn adds a rule, so that code is made anew.
        "(let $u (add-atom &self (= (wide (other $n)) $n)) (wide $n))",
        "(let $u (add-atom &self (= (deep (other $n)) $n)) (deep $n))",
      })
  void largeRules(String step) throws SyntaxException {
    StringBuilder variables = new StringBuilder();
    for (int i = 0; i < ELEMENTS; i++) {
      variables.append(" $v").append(i);
    }
    engine.run("(= (wide $n) (list" + variables + "))");
    engine.run("(= (deep $n) " + "(+ 1 ".repeat(ELEMENTS) + "$n" + ")".repeat(ELEMENTS) + ")");
    assertTurnsEndInTime(step);
  }

  /** Limits apply while a program is read, too. */
  @Test
  void longTokens() throws SyntaxException {
    assertEndsInTime("!(size-atom (" + "7".repeat(4_000_000) + "))");
    assertEndsInTime("(a \"" + "x".repeat(60_000_000) + "\")\n!(+ 1 1)");
    assertEndsInTime("(" + "a ".repeat(10_000_000) + ")\n!(+ 1 1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(cdr-atom MIXED)",
        "(== TEXT TEXT2)",
        "(* INTEGER INTEGER2)",
        "(println! LONGER)"
      })
  void interruptedByAnotherThread(String step) throws Exception {
    engine.run("(= (turn $n) " + step + ")");
    Thread self = Thread.currentThread();
    Thread interrupter =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    Thread.sleep(LIMIT);
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  self.interrupt();
                });
    long late = lateNanos("!(go 0)", Reason.INTERRUPTED);
    interrupter.join();
    assertTrue(late <= MAY_BE_LATE, () -> late / 1_000_000 + " ms late");
  }
}
