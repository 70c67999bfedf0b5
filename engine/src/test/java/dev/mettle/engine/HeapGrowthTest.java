package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.Tier;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a program lets go of is collected: rules, spaces, and whatever an engine had remembered
 * about them. Programs hand such things to {@code watch}, which holds them weakly.
 */
@ParameterizedClass
@EnumSource(Tier.class)
final class HeapGrowthTest {

  private static final int TURNS = 1000;

  /** What is swept out now and then is there for a while. */
  private static final int STILL_HELD = 200;

  private static final String REPEAT =
      """
      (= (repeat $n) (if (== $n 0) done (let $x (turn $n) (repeat (- $n 1)))))
      """;

  private final Engine engine;
  private final List<WeakReference<Object>> watched = new ArrayList<>();

  HeapGrowthTest(Tier tier) throws SyntaxException {
    engine = Engine.builder().tier(tier).build();
    engine.register("thing", arguments -> watch(new Object()));
    engine.register("watch", arguments -> watch(arguments.get(0)));
    engine.run(REPEAT);
  }

  private Object watch(Object object) {
    watched.add(new WeakReference<>(object));
    return object;
  }

  private long alive() {
    return watched.stream().filter(thing -> thing.get() != null).count();
  }

  private void assertCollected() throws InterruptedException {
    assertTrue(watched.size() >= TURNS, () -> "only " + watched.size() + " were watched");
    for (int i = 0; i < 50 && alive() > STILL_HELD; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertTrue(alive() <= STILL_HELD, () -> alive() + " of " + watched.size() + " are alive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Rules that come, are called, and go again.
        """
        (= (turn $n)
           (let* (($r (= (f $n) (g (thing))))
                  ($a (add-atom &self $r)) ($x (f $n)) ($b (remove-atom &self $r))) $x))
        """,
        """
        (= (turn $n)
           (let* (($r (= ((hh $n) 1) (g (thing))))
                  ($a (add-atom &self $r)) ($x ((hh $n) 1)) ($b (remove-atom &self $r))) $x))
        """,
        """
        (= (turn $n)
           (let* (($r (= ($n 1) (g (thing))))
                  ($a (add-atom &self $r)) ($x ($n 1)) ($b (remove-atom &self $r))) $x))
        """,
        // Types that come and go.
        """
        (= (turn $n)
           (let* (($t (thing)) ($a (add-atom &self (: (tt $n) $t)))
                  ($x (get-type (tt $n))) ($b (remove-atom &self (: (tt $n) $t)))) $x))
        """,
        // Spaces, used in each way that gives them a view, or a table of functions.
        "(= (turn $n) (evalc (+ $n 2) (watch (new-space))))",
        "(= (turn $n) (metta (+ $n 2) Number (watch (new-space))))",
        "(= (turn $n) (evalc (context-space) (watch (new-space))))",
        """
        (= (turn $n)
           (let* (($s (watch (new-space))) ($a (add-atom $s (a $n)))) (match $s (a $x) $x)))
        """,
        """
        (= (turn $n)
           (let* (($s (watch (new-space))) ($a (add-atom $s (: a B)))) (get-type-space $s a)))
        """,
        """
        (= (turn $n)
           (let* (($s (watch (new-space))) ($a (add-atom $s (= (h $x) (k $x $n))))
                  ($b (add-atom $s (: h (-> Number Atom))))) (evalc (h 3) $s)))
        """,
        "(= (turn $n) (let $s (watch (new-space)) ($s $n)))",
        "(= (turn $n) (let $s (watch (new-space)) (get-type ($s $n))))",
        // A space inside of a space.
        """
        (= (turn $n)
           (let* (($s (watch (new-space))) ($a (add-atom &self $s))
                  ($c (collapse (match &self (no $x) $x))) ($b (remove-atom &self $s))) $c))
        """,
      })
  void whatAProgramLetsGo(String program) throws Exception {
    engine.run(program);
    engine.evaluate("(repeat " + TURNS + ")");
    assertCollected();
  }

  /** Code that is compiled for a space is no root either, nor are the classes. */
  @Test
  void hotFunctionsOfSpaces() throws Exception {
    engine.run(
        """
        (= (turn $n)
           (let* (($s (watch (new-space)))
                  ($a (add-atom $s (= (sum $x $y) (+ (* $x $y) (- $x $y)))))
                  ($b (add-atom $s (: sum (-> Number Number Number)))))
             (calls 200 $s)))
        (= (calls $n $s) (if (== $n 0) done (let $x (evalc (sum $n 3) $s) (calls (- $n 1) $s))))
        """);
    engine.evaluate("(repeat " + TURNS + ")");
    assertCollected();
  }

  /** The text that a rule was read from goes when the rule goes. */
  @Test
  void textsOfRules() throws Exception {
    for (int i = 0; i < TURNS; i++) {
      String name = "text-" + i + "-" + System.nanoTime();
      SourceText text = new SourceText(name, "(= (f " + i + ") (g 1)) !(f " + i + ")");
      watch(text);
      engine.run(text);
      engine.run("!(remove-atom &self (= (f " + i + ") (g 1)))");
    }
    assertCollected();
  }

  /** Atoms that code of a run had on its stack are not kept by the engine. */
  @Test
  void whatARunHad() throws Exception {
    for (int i = 0; i < TURNS; i++) {
      List<Atom> results = engine.evaluate("(let $t (thing) (cons-atom $t ()))").atoms();
      assertTrue(results.size() == 1);
    }
    assertCollected();
  }
}
