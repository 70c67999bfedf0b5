package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.tier.Tier;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is done with data as a whole, deep lists and wide tuples: a hundred thousand elements take
 * ten times as long as ten thousand. {@link TupleGrowthTest} takes tuples apart child by child.
 */
final class LargeDataGrowthTest {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** With {@code -Dmettle.growth=all} a million, and a tenth of that. */
  private static final int MANY =
      "all".equals(System.getProperty("mettle.growth")) ? 1_000_000 : 100_000;

  private static final int FEW = MANY / 10;
  private static final int ROUNDS = 3;
  private static final int ATTEMPTS = 4;

  /** What is quadratic takes a hundred times as long. */
  private static final double MOST = 14;

  /** What takes so few nanoseconds, 50 an element, is not quadratic. */
  private static final double NOTHING = 50.0 * MANY;

  /**
   * The same for sets, a microsecond an element, where what is quadratic takes fifty and more: the
   * table of the few fits the caches of the machine, that of the many does not.
   */
  private static final double NOTHING_FOR_SETS = 1_000.0 * MANY;

  /** Each is given data and a copy that shares nothing with it. */
  private static final String PROGRAM =
      """
      (= (make $n $l) (if (== $n 0) $l (make (- $n 1) (C $n $l))))
      (= (count End $a) $a)
      (= (count (C $x $r) $a) (count $r (+ $a 1)))
      (= (turn End $a) $a)
      (= (turn (C $x $r) $a) (turn $r (C $x $a)))
      (= (each End) End)
      (= (each (C $x $r)) (C (+ $x 1) (each $r)))
      (= (sum End) 0)
      (= (sum (C $x $r)) (+ 1 (sum $r)))
      (= (deep-build $n $e) (count (make $n End) 0))
      (= (deep-walk $d $e) (count $d 0))
      (= (deep-reverse $d $e) (count (turn $d End) 0))
      (= (deep-map $d $e) (count (each $d) 0))
      (= (deep-fold $d $e) (sum $d))
      (= (wide-map $d $e) (let $r (map-atom $d $x (+ $x 1)) (size-atom $r)))
      (= (wide-filter $d $e) (let $r (filter-atom $d $x (eval (> $x 0))) (size-atom $r)))
      (= (wide-fold $d $e) (foldl-atom $d 0 $a $x (+ $a 1)))
      (= (wide-collapse $d $e) (let $r (collapse (superpose $d)) (size-atom $r)))
      (= (wide-unique $d $e) (let $r (unique-atom $d) (size-atom $r)))
      (= (compare $d $e) (== $d $e))
      (= (hash $d $e) (let $r (unique-atom ($d $e)) (size-atom $r)))
      (= (unified $d $e) (unify ($d $e) ($x $x) True False))
      (= (kept $d $e)
         (let* (($space (new-space))
                ($added (add-atom $space (fact $d)))
                ($found (collapse (match $space (fact $e) yes)))
                ($again (collapse (match $space (fact $any) (== $any $e))))
                ($dropped (remove-atom $space (fact $e)))
                ($left (collapse (get-atoms $space))))
           (kept $found $again $left)))
      """;

  private static Expression deep(int n) {
    Atom list = Symbol.of("End");
    for (int i = n; i > 0; i--) {
      list = Expression.of(Symbol.of("C"), LongAtom.of(i), list);
    }
    return (Expression) list;
  }

  private static Expression wide(int n) {
    Atom[] children = new Atom[n];
    Arrays.setAll(children, i -> LongAtom.of(i + 1L));
    return Expression.owning(children);
  }

  private static String answer(String function, int n) {
    return switch (function) {
      case "compare", "unified" -> "True";
      case "hash" -> "1";
      case "kept" -> "(kept (yes) (True) ())";
      default -> Integer.toString(n);
    };
  }

  /** An answer, if it is short. */
  private static String shown(Atom answer) {
    String text = answer.toString();
    return text.length() <= 200 ? text : text.substring(0, 200);
  }

  private static double nanos(Engine engine, String function, boolean isDeep, int n) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      // What is remembered about data is found out anew each time.
      Expression data = isDeep ? deep(n) : wide(n);
      Expression copy = isDeep ? deep(n) : wide(n);
      long begin;
      String result;
      if (function.equals("print")) {
        begin = THREADS.getCurrentThreadCpuTime();
        result = Integer.toString(AtomPrinter.print(data).length() > n ? n : 0);
      } else {
        Atom first = function.equals("deep-build") ? LongAtom.of(n) : data;
        Expression call = Expression.of(Symbol.of(function), first, copy);
        begin = THREADS.getCurrentThreadCpuTime();
        result = shown(engine.evaluate(call).single());
      }
      best = Math.min(best, (double) (THREADS.getCurrentThreadCpuTime() - begin));
      assertEquals(answer(function, n), result);
    }
    return best;
  }

  private static final List<String> DEEP =
      List.of(
          "deep-build",
          "deep-walk",
          "deep-reverse",
          "deep-map",
          "deep-fold",
          "compare",
          "hash",
          "unified",
          "kept",
          "print");

  private static final List<String> WIDE =
      List.of(
          "wide-map",
          "wide-filter",
          "wide-fold",
          "wide-collapse",
          "wide-unique",
          "compare",
          "hash",
          "unified",
          "kept",
          "print");

  @ParameterizedTest
  @CsvSource({"VM, true", "VM, false", "JIT, true", "JIT, false"})
  void tenTimesTheDataTakesTenTimesAsLong(Tier tier, boolean isDeep) throws SyntaxException {
    Engine engine = Engine.builder().tier(tier).build();
    engine.run(PROGRAM);
    for (String function : isDeep ? DEEP : WIDE) {
      // HotSpot compiles meanwhile, so the first measurements may compare unlike things.
      double least = Double.MAX_VALUE;
      double nothing = function.equals("wide-unique") ? NOTHING_FOR_SETS : NOTHING;
      for (int attempt = 0; attempt < ATTEMPTS && least > MOST; attempt++) {
        double many = nanos(engine, function, isDeep, MANY);
        least = many < nothing ? 0 : Math.min(least, many / nanos(engine, function, isDeep, FEW));
      }
      double ratio = least;
      assertTrue(ratio <= MOST, () -> function + ": " + ratio + " times as long");
    }
  }
}
