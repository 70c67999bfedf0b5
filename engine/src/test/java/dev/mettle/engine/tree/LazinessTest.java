package dev.mettle.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.vm.tier.Tier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When alternatives run, what they see of each other, and what is kept of them. */
class LazinessTest {

  private final WalkedProgram program = new WalkedProgram(tier());

  /** The tier that is tested. */
  Tier tier() {
    return Tier.TREE;
  }

  private void assertResults(String text, String... expected) {
    assertEquals(List.of(expected), program.run(text));
  }

  @Test
  void laterSiblingsAloneSeeWhatAnAlternativeChanges() {
    assertResults(
        """
        (= (g 1) a)
        (= (g $x) (let $u (add-atom &self (= (h) 1)) b))
        !((g 1) (h))
        """,
        "(a (h)) (b 1)");
  }

  @Test
  void whatFollowsAnAlternativeEndsBeforeTheNextOneStarts() {
    program.run("!(let $x (superpose (1 2)) (let $u (println! (got $x)) (println! (after $x))))");
    assertEquals(List.of("(got 1)", "(after 1)", "(got 2)", "(after 2)"), program.lines());
  }

  @Test
  void resultsStreamOutOfAnInfiniteSearch() {
    List<String> first = new ArrayList<>();
    program.run(
        "(= (nat $n) $n) (= (nat $n) (nat (+ $n 1))) !(nat 0)",
        result -> {
          first.add(result.toString());
          return first.size() < 5;
        });
    assertEquals(List.of("0", "1", "2", "3", "4"), first);
    assertResults("!(+ 1 2)", "3");
  }

  @Test
  void atomsOfASpaceAreListedAsTheyWereWhenAskedFor() {
    assertResults(
        """
        !(bind! &s (new-space))
        !(add-atoms &s (a (f $x $x) b))
        !(let $a (get-atoms &s) (let $u (add-atom &s c) (let $v (remove-atom &s b) $a)))
        !(get-atoms &s)
        !(collapse (let (f $y 1) (get-atoms &s) $y))
        !(let $e (new-space) (chain (eval (get-atoms $e)) $r (quote (got $r))))
        """,
        "()",
        "()",
        "a (f $x# $x#) b",
        "a (f $x# $x#) c c c",
        "(1)",
        "(quote (got Empty))");
  }

  @Test
  void theFirstAtomsOfASpaceComeBeforeTheRest() {
    program.run("!(bind! &s (new-space)) !(let $x (superpose (1 2 3 4)) (add-atom &s (f $x $y)))");
    List<String> first = new ArrayList<>();
    program.run(
        "!(let $a (get-atoms &s) (let $u (println! $a) got))",
        result -> {
          first.add(result.toString());
          return first.size() < 2;
        });
    assertEquals(2, first.size());
    assertEquals(2, program.lines().size());
  }

  @Test
  void whatNeedsAllResultsDrains() {
    program.run(
        """
        (= (c) (let $u (println! one) 1))
        (= (c) (let $u (println! two) 2))
        !(let $all (collapse (c)) (println! $all))
        """);
    assertEquals(List.of("one", "two", "(1 2)"), program.lines());
  }

  @Test
  void errorsAreHeldBackUntilNoSiblingSucceeds() {
    assertResults(
        """
        (= (first) (Error x y))
        (= (first) 3)
        (= (last) 3)
        (= (last) (Error x y))
        (= (both) (Error a 1))
        (= (both) (Error b 2))
        !(+ 1 (first))
        !(+ 1 (last))
        !(id (both))
        !(superpose (1 (Error a b) 2))
        !(if (== 1 (first)) yes no)
        """,
        "4",
        "4",
        "(Error a 1) (Error b 2)",
        "1 2",
        "no");
  }

  @Test
  void aHeldErrorKeepsItsBindings() {
    assertResults(
        """
        (= (q 1) (Error one e))
        (= (q 2) (Error two e))
        (= (k 1) (Error one e))
        (= (k 2) fine)
        !(case (q $x) (($e (quote ($x $e)))))
        !(pair $x (k $x))
        """,
        "(quote (1 (Error one e))) (quote (2 (Error two e)))",
        "(pair 2 fine)");
  }

  @Test
  void whetherAnotherRuleMatchesIsDecidedBeforeTheFirstOneBinds() {
    assertResults(
        """
        (= (r $x a) one)
        (= (r b $y) two)
        !(let $v (r $p $q) ($v $p $q))
        (edge 1 2)
        (edge 1 3)
        !(match &self (edge $x $y) ($x $y))
        """,
        "(one $p a) (two b $q)",
        "(1 2) (1 3)");
  }

  @Test
  void queriesSeeTheSpaceAsItWas() {
    assertResults(
        """
        (fact 1)
        (fact 2)
        !(match &self (fact $x) (let $u (add-atom &self (fact (+ $x 10))) $x))
        !(match &self (, (fact $x) (fact $y)) (let $u (remove-atom &self (fact $y)) ($x $y)))
        !(collapse (match &self (fact $x) $x))
        """,
        "1 2",
        "(1 1) (1 2) (1 11) (1 12) (2 1) (2 2) (2 11) (2 12) (11 1) (11 2) (11 11) (11 12)"
            + " (12 1) (12 2) (12 11) (12 12)",
        "()");
  }

  @Test
  void aNewRuleTakesTheEvaluatedMarkAway() {
    assertResults(
        """
        (= (mk) (foo 1))
        !(let $x (mk) $x)
        !(let $x (mk) (let $u (add-atom &self (= (foo 1) bar)) $x))
        !(let $x (mk) (let $u (remove-atom &self (= (foo 1) bar)) $x))
        !(mk)
        """,
        "(foo 1)",
        "bar",
        "bar",
        "(foo 1)");
  }

  /** The soft cut of {@code case} must drop what it alone needed. */
  @Test
  void aLoopThroughCaseLeavesNothingBehind() {
    List<Integer> remembered = new ArrayList<>();
    program.run(
        "(= (loop $n) (case $n ((0 done) ($m (loop (- $m 1)))))) !(loop 20000)",
        result -> {
          remembered.add(program.machine().trailTop());
          assertNull(program.machine().choice());
          return true;
        });
    assertEquals(1, remembered.size());
    assertTrue(remembered.get(0) < 10, () -> "remembered bindings: " + remembered);
  }
}
