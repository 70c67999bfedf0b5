package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.tier.Tier;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ten times the data takes about ten times the time, whatever its shape and whatever is done with
 * it. What is quadratic takes a hundred times as long.
 *
 * <p>Not here, since it copies by nature: putting different children before one and the same large
 * tuple, and binding a variable in data that is walked over after each binding. Tuples that are put
 * together and taken apart child by child are in {@link TupleGrowthTest}.
 */
class GrowthTest {

  private static final int SMALL = 1_500;
  private static final int LARGE = 10 * SMALL;

  /** So much more may ten times the data take. */
  private static final double MOST = 14;

  /** Shorter times say nothing. */
  private static final long NOISE = 12_000_000;

  private static final int TRIES = 4;

  private static final Symbol CONS = Symbol.of("Cons");
  private static final Symbol A = Symbol.of("a");

  /** How data is put together from so many parts. */
  private enum Shape {
    LEFT(n -> nested(n, A, (inner, i) -> Expression.of(inner, A))),
    LEFT_BRACKETS(n -> nested(n, A, (inner, i) -> Expression.of(inner))),
    RIGHT(n -> nested(n, A, (inner, i) -> Expression.of(CONS, LongAtom.of(i), inner))),
    TYPED(n -> nested(n, Symbol.of("Zero"), (inner, i) -> Expression.of(Symbol.of("Suc"), inner))),
    PARAMETRIC(
        n ->
            nested(
                n,
                Symbol.of("End"),
                (inner, i) -> Expression.of(Symbol.of("Link"), LongAtom.of(i), inner))),
    BOTH(n -> balanced(1, n)),
    WIDE(n -> wide(n, i -> LongAtom.of(i))),
    WIDE_OF_PAIRS(n -> wide(n, i -> Expression.of(A, LongAtom.of(i)))),
    SHARED(n -> shared(n)),
    OPEN(n -> nested(n, A, (inner, i) -> Expression.of(CONS, Variable.of("x" + i), inner))),
    OPEN_AT_THE_END(
        n -> nested(n, Variable.of("end"), (inner, i) -> Expression.of(Symbol.of("S"), inner))),
    OPEN_LEFT(n -> nested(n, A, (inner, i) -> Expression.of(inner, Variable.of("x" + i)))),
    OPEN_TYPED(
        n -> nested(n, Variable.of("end"), (inner, i) -> Expression.of(Symbol.of("Suc"), inner))),
    OPEN_WIDE(n -> wide(n, i -> Variable.of("x" + i))),
    ERRORS(
        n ->
            nested(
                n,
                A,
                (inner, i) ->
                    Expression.of(CONS, Expression.of(Symbols.ERROR, A, LongAtom.of(i)), inner))),
    NUMBERS_AS_HEADS(n -> nested(n, A, (inner, i) -> Expression.of(LongAtom.of(i), inner)));

    final IntFunction<Atom> builder;

    Shape(IntFunction<Atom> builder) {
      this.builder = builder;
    }
  }

  private interface Step {
    Atom around(Atom inner, int index);
  }

  private static Atom nested(int n, Atom seed, Step step) {
    Atom atom = seed;
    for (int i = 0; i < n; i++) {
      atom = step.around(atom, i);
    }
    return atom;
  }

  private static Atom balanced(int from, int to) {
    // The depth is the logarithm of the size.
    return from == to
        ? LongAtom.of(from)
        : Expression.of(CONS, balanced(from, (from + to) / 2), balanced((from + to) / 2 + 1, to));
  }

  private static Atom wide(int n, IntFunction<Atom> child) {
    Atom[] children = new Atom[n];
    Arrays.setAll(children, child);
    return Expression.of(children);
  }

  private static Atom shared(int n) {
    Atom part = wide(4, LongAtom::of);
    return nested(n, part, (inner, i) -> Expression.of(CONS, part, inner));
  }

  private static final String DEFINITIONS =
      """
      (: Zero Nat) (: Suc (-> Nat Nat))
      (: End (Chain $t)) (: Link (-> $t (Chain $t) (Chain $t)))
      (: lazy (-> Atom Atom)) (= (lazy $x) $x)
      (= (pass $x) $x)
      (= (pair $x $y) (both $x $y))
      (= (loop $n $x) (if (== $n 0) $x (loop (- $n 1) $x)))
      (= (wrap $n $x) (if (== $n 0) $x (wrap (- $n 1) (W $x))))
      (= (grow $n $x) (if (== $n 0) $x (let $y (unknown $n) (grow (- $n 1) (W $free $x)))))
      (= (leftward $n $x) (if (== $n 0) $x (leftward (- $n 1) ($x $n))))
      (= (freely $n $x) (if (== $n 0) $x (freely (- $n 1) ($x $free))))
      """;

  /**
   * What is done with the data {@code D} of {@code N} parts; nothing that copies more than once.
   */
  private static final List<String> OPERATIONS =
      List.of(
          "D",
          "(quote D)",
          "(pass D)",
          "(lazy D)",
          "(pair D D)",
          "(loop N D)",
          "(wrap N D)",
          "(let $x D (wrap N $x))",
          "(let $y (grow N D) ok)",
          "(let $y (leftward N D) ok)",
          "(let $y (freely N D) ok)",
          "(let $y (freely N $end) (let $end D ok))",
          "(let $y (wrap N $end) (let $end D (== $y (W other))))",
          "(let $x D (pair $x $x))",
          "(let* (($x D) ($y $x)) ($y $x))",
          "(case D (((no $x) 1) ($y (got $y))))",
          "(switch D (((no $x) 1) ($y (got $y))))",
          "(unify D $u (yes $u) no)",
          "(unify D D yes no)",
          "(unify (p D $v) (p $w D) ($v $w) no)",
          "(chain (eval (lazy D)) $x (eval (pair $x $x)))",
          "(if (== D D) yes no)",
          "(=alpha D D)",
          "(if-equal D D yes no)",
          "(let $s (new-space) (let $u (add-atom $s D) (collapse (get-atoms $s))))",
          "(let $s (new-space) (let $u (add-atom $s (fact D)) (match $s (fact $x) ($x $x))))",
          "(let $s (new-space) (let $u (add-atom $s (fact D)) (match $s (fact D) found)))",
          "(let $s (new-space) (let $u (add-atom $s D) (remove-atom $s D)))",
          "(let $s (new-space) (let $u (add-reduct $s D) ok))",
          "(let $s (new-space) (let $u (add-atom $s (= (rule D) yes)) (evalc (rule D) $s)))",
          "(get-type D)",
          "(get-type (q D))",
          "(get-metatype D)",
          "(size-atom D)",
          "(car-atom D)",
          "(cdr-atom D)",
          "(cons-atom D (b))",
          "(decons-atom D)",
          "(index-atom D 0)",
          "(unique-atom D)",
          "(union-atom D D)",
          "(intersection-atom D D)",
          "(subtraction-atom D D)",
          "(map-atom D $x (n $x))",
          "(filter-atom D $x (eval (pass True)))",
          "(foldl-atom D 0 $x $y (pass ok))",
          "(collapse (superpose D))",
          "(collapse (pass D))",
          "(collapse-bind (eval (pass D)))",
          "(sealed ($x1) D)",
          "(capture (pass D))",
          "(let $s (new-state D) (let $t (change-state! $s D) (get-state $t)))",
          "(assertEqual (pass D) D)",
          "(assertAlphaEqual (pass D) D)",
          "(format-args \"{} {}\" (D D))",
          "(println! D)",
          "(trace! D ok)",
          "(noeval D)",
          "(nop D)",
          "(id D)");

  /**
   * All of it with {@code -Dmettle.growth=all}, which takes a minute or two; without that one
   * combination of several.
   */
  private static final int ONE_OF = "all".equals(System.getProperty("mettle.growth")) ? 1 : 6;

  @ParameterizedTest
  @EnumSource(
      value = Tier.class,
      names = {"TREE", "VM"})
  void isLinear(Tier tier) throws SyntaxException {
    List<String> steep = new ArrayList<>();
    int combination = tier == Tier.TREE ? 0 : 1;
    for (Shape shape : Shape.values()) {
      Engine engine =
          Engine.builder()
              .tier(tier)
              .out(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
              .err(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
              .build();
      engine.run(new SourceText("definitions", DEFINITIONS), r -> {});
      Growth growth = new Growth(engine, shape);
      for (String operation : OPERATIONS) {
        if (combination++ % ONE_OF == 0) {
          growth.check(operation, steep);
        }
      }
    }
    assertEquals(List.of(), steep);
  }

  /** Measures what is done with data of one shape. */
  private static final class Growth {
    private final Engine engine;
    private final Shape shape;
    private int names;

    Growth(Engine engine, Shape shape) {
      this.engine = engine;
      this.shape = shape;
    }

    void check(String operation, List<String> steep) throws SyntaxException {
      try {
        compare(operation, steep);
      } catch (RunStoppedException e) {
        steep.add(shape + " " + operation + ": " + e.getMessage());
      }
    }

    private void compare(String operation, List<String> steep) throws SyntaxException {
      long first = nanos(operation, SMALL);
      long small = Math.min(first, nanos(operation, SMALL));
      long large = nanos(operation, LARGE);
      for (int i = 1; i < TRIES && isSteep(small, large); i++) {
        small = Math.max(small, nanos(operation, SMALL));
        large = Math.min(large, nanos(operation, LARGE));
      }
      if (isSteep(small, large)) {
        steep.add(shape + " " + operation + ": " + small / 1000 + ", " + large / 1000 + " us");
      }
    }

    private static boolean isSteep(long small, long large) {
      return large > NOISE && large > MOST * small;
    }

    /** CPU time of this thread, with new data, of which nothing is remembered. */
    private long nanos(String operation, int size) throws SyntaxException {
      String name = "&data" + names++;
      engine.bind(name, shape.builder.apply(size));
      String text = "! " + operation.replaceAll("\\bD\\b", name).replaceAll("\\bN\\b", "" + size);
      List<List<Atom>> results = new ArrayList<>();
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      engine.run(
          new SourceText("test", text), results::add, RunLimits.ofTime(Duration.ofSeconds(5)));
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      assertTrue(results.size() == 1, operation);
      return taken;
    }
  }
}
