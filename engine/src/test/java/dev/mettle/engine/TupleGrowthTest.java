package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.tier.Tier;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Loops that put tuples together and take them apart, child by child: ten times as many children
 * take ten times as long, not a hundred times.
 */
final class TupleGrowthTest {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int FEW = 10_000;
  private static final int MANY = 100_000;
  private static final int ROUNDS = 3;
  private static final int ATTEMPTS = 3;

  /** What is quadratic takes a hundred times as long. */
  private static final double MOST = 14;

  private static final String PROGRAM =
      """
      (= (build $n $t) (if (== $n 0) $t (let $m (cons-atom $n $t) (build (- $n 1) $m))))
      (= (walk $t $a) (if (== $t ()) $a (let $r (cdr-atom $t) (walk $r (+ $a 1)))))
      (= (both $t $a)
         (if (== $t ()) $a (let* (($h (car-atom $t)) ($r (cdr-atom $t))) (both $r (+ $a 1)))))
      (= (apart $t $a) (if (== $t ()) $a (let ($h $r) (decons-atom $t) (apart $r (+ $a 1)))))
      (= (reverse $t $a)
         (if (== $t ())
             (size-atom $a)
             (let* (($h (car-atom $t)) ($r (cdr-atom $t)) ($b (cons-atom $h $a))) (reverse $r $b))))
      (= (copy $t)
         (if (== $t ())
             ()
             (let* (($h (car-atom $t)) ($r (cdr-atom $t)) ($c (copy $r))) (cons-atom $h $c))))
      (= (copied $t $a) (let $c (copy $t) (size-atom $c)))
      (= (again $t $n)
         (if (== $n 0)
             (size-atom $t)
             (let ($h $r) (decons-atom $t) (let $u (cons-atom $h $r) (again $u (- $n 1))))))
      (= (fill $n $head $end)
         (if (== $n 0) (let $end stop $head) (let $end (C $n $rest) (fill (- $n 1) $head $rest))))
      (= (length stop $a) $a)
      (= (length (C $n $rest) $a) (length $rest (+ $a 1)))
      (= (filled $n $a) (let $list (fill $n $q $q) (length $list $a)))
      (= (index $t $i) (if (== $i (size-atom $t)) $i (let $e (index-atom $t $i) (index $t (+ $i 1)))))
      """;

  private static final List<String> FUNCTIONS =
      List.of("build", "walk", "both", "apart", "reverse", "copied", "again", "index");

  /** All of it on the tree-walker with {@code -Dmettle.growth=all}, otherwise one of several. */
  private static final int ONE_OF = "all".equals(System.getProperty("mettle.growth")) ? 1 : 3;

  private static Expression tuple(int n, IntFunction<Atom> element) {
    Atom[] children = new Atom[n];
    Arrays.setAll(children, element);
    return Expression.owning(children);
  }

  private static Atom element(String kind, int i) {
    return switch (kind) {
      case "numbers" -> LongAtom.of(i);
      case "symbols" -> Symbol.of("growth-" + i);
      case "calls" -> Expression.of(Symbol.of("p"), LongAtom.of(i), Symbol.of("x"));
      case "tuples" -> Expression.of(LongAtom.of(i), LongAtom.of(i));
      case "open" -> Expression.of(Symbol.of("p"), LongAtom.of(i), Variable.of("x" + i));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static long nanos(Engine engine, String function, String kind, int n) {
    Expression list = tuple(n, i -> element(kind, i));
    Expression call =
        Expression.of(
            Symbol.of(function),
            list,
            switch (function) {
              case "reverse" -> Expression.EMPTY;
              case "again" -> LongAtom.of(n);
              default -> LongAtom.of(0);
            });
    if (function.equals("build")) {
      call = Expression.of(Symbol.of("build"), LongAtom.of(n), Expression.EMPTY);
    } else if (function.equals("filled")) {
      call = Expression.of(Symbol.of("filled"), LongAtom.of(n), LongAtom.of(0));
    }
    long begin = THREADS.getCurrentThreadCpuTime();
    Atom result = engine.evaluate(call).single();
    long taken = THREADS.getCurrentThreadCpuTime() - begin;
    assertEquals(
        n, result instanceof Expression e ? e.size() : Integer.parseInt(result.toString()));
    return taken;
  }

  @ParameterizedTest
  @CsvSource({
    "VM, numbers",
    "VM, symbols",
    "VM, calls",
    "VM, tuples",
    "VM, open",
    "TREE, numbers",
    "TREE, symbols",
    "TREE, calls",
    "TREE, tuples"
  })
  void tenTimesAsManyChildrenTakeTenTimesAsLong(Tier tier, String kind) throws SyntaxException {
    Engine engine = Engine.builder().tier(tier).build();
    engine.run(PROGRAM);
    for (int i = 0; i < FUNCTIONS.size(); i++) {
      if (tier == Tier.VM || (i + kind.length()) % ONE_OF == 0) {
        checkGrowth(engine, FUNCTIONS.get(i), kind);
      }
    }
  }

  /** The tree-walker looks at all of the data whenever its end was filled. */
  @Test
  void whatIsFilledAtItsEndIsPassedOn() throws SyntaxException {
    Engine engine = Engine.builder().tier(Tier.VM).build();
    engine.run(PROGRAM);
    checkGrowth(engine, "filled", "numbers");
  }

  private static void checkGrowth(Engine engine, String function, String kind) {
    // The loop is compiled meanwhile, so the first measurements may compare unlike things.
    double least = Double.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS && least > MOST; attempt++) {
      long few = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        few = Math.min(few, nanos(engine, function, kind, FEW));
      }
      // The first of many that is quick enough decides.
      for (int round = 0; round < ROUNDS && least > MOST; round++) {
        double many = nanos(engine, function, kind, MANY);
        least = Math.min(least, many / few);
      }
    }
    double ratio = least;
    assertTrue(ratio <= MOST, () -> function + ": " + ratio + " times as long");
  }
}
