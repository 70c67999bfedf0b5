package dev.mettle.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten times the size takes about ten times the work. Machine steps are counted exactly; time, of
 * this thread alone, is compared generously: what is quadratic takes a hundred times as long.
 */
class ScalingTest {

  private static final int SMALL = 2_000;
  private static final int LARGE = 10 * SMALL;

  private record Cost(long steps, long nanos) {}

  private static Cost cost(String rules, String goal, int size) {
    WalkedProgram program = new WalkedProgram();
    program.run(rules);
    String list =
        goal.contains("LIST")
            ? IntStream.range(0, size).mapToObj(Integer::toString).collect(Collectors.joining(" "))
            : "";
    String text = goal.replace("SIZE", Integer.toString(size)).replace("LIST", list);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<String> results = program.run(text);
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    assertEquals(1, results.size());
    assertTrue(!results.get(0).isEmpty() && !results.get(0).contains("Error"), results.get(0));
    return new Cost(program.steps(), nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Untyped lists.
        """
        (= (mk $n $acc) (if (== $n 0) $acc (mk (- $n 1) (Cons $n $acc))))
        (= (len Nil) 0)
        (= (len (Cons $x $xs)) (+ 1 (len $xs)))
        ;(len (mk SIZE Nil))\
        """,
        """
        (= (mk $n $acc) (if (== $n 0) $acc (mk (- $n 1) (Cons $n $acc))))
        (= (append Nil $y) $y)
        (= (append (Cons $x $xs) $y) (Cons $x (append $xs $y)))
        ;(append (mk SIZE Nil) Nil)\
        """,
        // Parametric lists.
        """
        (: Nil (List $a))
        (: Cons (-> $a (List $a) (List $a)))
        (: mk (-> Number (List Number) (List Number)))
        (= (mk $n $acc) (if (== $n 0) $acc (mk (- $n 1) (Cons $n $acc))))
        (: len (-> (List $a) Number))
        (= (len Nil) 0)
        (= (len (Cons $x $xs)) (+ 1 (len $xs)))
        ;(len (mk SIZE Nil))\
        """,
        // Typed numerals.
        """
        (: Z Nat)
        (: S (-> Nat Nat))
        (: nat (-> Number Nat Nat))
        (= (nat $n $acc) (if (== $n 0) $acc (nat (- $n 1) (S $acc))))
        (: plus (-> Nat Nat Nat))
        (= (plus Z $y) $y)
        (= (plus (S $x) $y) (S (plus $x $y)))
        ;(plus (nat SIZE Z) (S Z))\
        """,
        "(= (loop $n) (if (== $n 0) done (loop (- $n 1)))) ;(loop SIZE)",
        "(= (loop $n) (case $n ((0 done) ($m (loop (- $m 1)))))) ;(loop SIZE)",
        "(= (sum $n) (if (== $n 0) 0 (+ $n (sum (- $n 1))))) ;(sum SIZE)",
        // A program that remembers something in every call.
        """
        (= (f $n) (if (== $n 0) done (let $u (add-atom &self (memo $n)) (f (- $n 1)))))
        ;(f SIZE)\
        """,
        """
        (= (f $n) (if (== $n 0) done (let $u (add-atom &self (= (memo $n) $n)) (f (- $n 1)))))
        ;(f SIZE)\
        """,
        ";(map-atom (LIST) $x (+ $x 1))",
        ";(filter-atom (LIST) $x (eval (> $x 10)))",
        ";(foldl-atom (LIST) 0 $a $b (+ $a $b))",
      })
  void isLinear(String text) {
    int goal = text.indexOf(';');
    String rules = text.substring(0, goal);
    String call = "!" + text.substring(goal + 1);
    cost(rules, call, SMALL);
    Cost small = cost(rules, call, SMALL);
    Cost large = cost(rules, call, LARGE);
    assertTrue(
        large.steps() <= 12 * small.steps() + 50_000,
        () -> "steps: " + small.steps() + ", " + large.steps());
    assertTrue(
        large.nanos() <= 40 * Math.max(small.nanos(), 5_000_000),
        () -> "nanoseconds: " + small.nanos() + ", " + large.nanos());
  }
}
