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
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Loops that put tuples together and take them apart, child by child: ten times as many children
 * take ten times as long, not a hundred times.
 */
final class TupleGrowthTest {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int FEW = 2_000;
  private static final int MANY = 20_000;
  private static final int ROUNDS = 3;
  private static final int ATTEMPTS = 3;

  /** Half way between what is linear and what is quadratic. */
  private static final double MOST = 32;

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
      (= (index $t $i) (if (== $i (size-atom $t)) $i (let $e (index-atom $t $i) (index $t (+ $i 1)))))
      """;

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
            function.equals("reverse") ? Expression.EMPTY : LongAtom.of(0));
    if (function.equals("build")) {
      call = Expression.of(Symbol.of("build"), LongAtom.of(n), Expression.EMPTY);
    }
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = THREADS.getCurrentThreadCpuTime();
      Atom result = engine.evaluate(call).single();
      best = Math.min(best, THREADS.getCurrentThreadCpuTime() - begin);
      assertEquals(
          n, result instanceof Expression e ? e.size() : Integer.parseInt(result.toString()));
    }
    return best;
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
    for (String function :
        new String[] {"build", "walk", "both", "apart", "reverse", "copied", "index"}) {
      // The loop is compiled meanwhile, so the first measurements may compare unlike things.
      double least = Double.MAX_VALUE;
      for (int attempt = 0; attempt < ATTEMPTS && least > MOST; attempt++) {
        double many = nanos(engine, function, kind, MANY);
        least = Math.min(least, many / nanos(engine, function, kind, FEW));
      }
      double ratio = least;
      assertTrue(ratio <= MOST, () -> function + ": " + ratio + " times as long");
    }
  }
}
