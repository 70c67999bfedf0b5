package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.tier.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tuples that share arrays, in any history of what programs do with them, while rules for what is
 * in them come and go. The tree-walker judges each step with copies of which nothing is known yet.
 */
class TupleHistoriesTest {

  private static final int STEPS = 800;
  private static final int KEPT = 12;

  private static final String PROGRAM =
      """
      (= (same $t) $t)
      (= (front $e $t) (let $l (cons-atom $e $t) (same $l)))
      (= (rest $t) (let $r (cdr-atom $t) (same $r)))
      (: raw (-> Atom %Undefined%))
      (= (raw $t) (let $r (cdr-atom $t) (same $r)))
      (= (apart $t) (let ($h $r) (decons-atom $t) (same $r)))
      (= (at $t $i) (let $e (index-atom $t $i) ($e $t)))
      (= (equal $t $u) (== $t $u))
      (= (kinds $t $u) (unique-atom ($t $u $t)))
      (= (count $t $n) (if (== $t ()) $n (let $r (cdr-atom $t) (count $r (+ $n 1)))))
      """;

  /** Rules for what stands in tuples, and for tuples themselves: they come and go. */
  private static final List<String> RULES =
      List.of(
          "(= (p 1) one)",
          "(= (p $x) (q $x))",
          "(= (s1) called)",
          "(= s2 nothing)",
          "(= (s3 $a $b $c $d $e $f $g $h $i) nine)",
          "(= (q 2) (superpose (two zwei)))",
          "(: s1 (-> Number Number))",
          "(: s4 Number)");

  /** An engine with a history, and the one that judges it. */
  private static final class History {
    private final Engine engine;
    private final Engine judge;
    private final Random random;
    private final List<Expression> first;
    private final List<Expression> kept;
    private final boolean[] isAdded = new boolean[RULES.size()];

    History(Tier tier, long seed, List<Expression> first) {
      this.engine = Engine.builder().tier(tier).build();
      this.judge = Engine.builder().tier(Tier.TREE).build();
      this.random = new Random(seed);
      this.first = first;
      this.kept = new ArrayList<>(first);
      engine.run(PROGRAM);
      judge.run(PROGRAM);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(12) == 0) {
          changeRule();
        }
        step();
      }
    }

    private void changeRule() {
      int i = random.nextInt(isAdded.length);
      for (Engine each : List.of(engine, judge)) {
        Atom rule = each.parse(RULES.get(i));
        if (isAdded[i]) {
          each.space().remove(rule);
        } else {
          each.space().add(rule);
        }
      }
      isAdded[i] = !isAdded[i];
    }

    private void step() {
      Expression tuple = pick();
      Atom[] call =
          switch (random.nextInt(tuple.size() == 0 ? 2 : 9)) {
            case 0, 1 -> call("front", element(random), tuple);
            case 2 -> call("rest", tuple);
            case 3 -> call("raw", tuple);
            case 4 -> call("apart", tuple);
            case 5 -> call("at", tuple, LongAtom.of(random.nextInt(tuple.size())));
            case 6 -> call("equal", tuple, random.nextBoolean() ? pick() : copy(tuple));
            case 7 -> call("kinds", tuple, pick());
            default -> call("count", tuple, LongAtom.of(0));
          };
      List<Atom> results = engine.evaluate(Expression.of(call)).atoms();
      Expression judged = (Expression) copy(Expression.of(call));
      assertEquals(
          judge.evaluate(judged).atoms().stream().map(AtomPrinter::print).toList(),
          results.stream().map(AtomPrinter::print).toList(),
          () -> AtomPrinter.print(judged) + " with " + Arrays.toString(isAdded));
      for (Atom result : results) {
        if (result instanceof Expression e && e.size() < 60 && random.nextInt(4) > 0) {
          kept.set(random.nextInt(kept.size()), e);
        }
      }
    }

    /** One that was made, or one that there was from the start, which others may have as well. */
    private Expression pick() {
      List<Expression> from = random.nextInt(3) == 0 ? first : kept;
      return from.get(random.nextInt(from.size()));
    }
  }

  private static Atom[] call(String function, Atom... arguments) {
    Atom[] call = new Atom[arguments.length + 1];
    call[0] = Symbol.of(function);
    System.arraycopy(arguments, 0, call, 1, arguments.length);
    return call;
  }

  /** The same, of which nothing is known: it shares no array with anything. */
  private static Atom copy(Atom atom) {
    if (!(atom instanceof Expression e)) {
      return atom;
    }
    Atom[] children = e.toArray();
    Arrays.setAll(children, i -> copy(children[i]));
    return Expression.of(children);
  }

  private static Atom element(Random random) {
    return switch (random.nextInt(12)) {
      case 0, 1 -> Expression.of(Symbol.of("p"), LongAtom.of(random.nextInt(3)));
      case 2 -> Expression.of(Symbol.of("q"), LongAtom.of(random.nextInt(3)));
      case 3 -> Expression.of(Symbol.of("s1"));
      case 4 -> DoubleAtom.of(random.nextInt(3));
      case 5 -> BoolAtom.of(random.nextBoolean());
      case 6 -> Expression.of(LongAtom.of(1), Expression.of(Symbol.of("p"), LongAtom.of(1)));
      case 7, 8 -> Symbol.of("s" + random.nextInt(5));
      default -> LongAtom.of(random.nextInt(3));
    };
  }

  private static List<Expression> some(Random random) {
    List<Expression> kept = new ArrayList<>();
    for (int i = 0; i < KEPT; i++) {
      Atom[] children = new Atom[random.nextInt(30)];
      Arrays.setAll(children, k -> element(random));
      kept.add(Expression.of(children));
    }
    return kept;
  }

  @ParameterizedTest
  @CsvSource({"TREE, 1", "VM, 2", "VM, 3", "JIT, 4"})
  void anyHistoryGivesWhatCopiesGive(Tier tier, long seed) {
    new History(tier, seed, some(new Random(seed))).run();
  }

  /**
   * What one engine found out about tuples is nothing that another one with other rules believes.
   */
  @Test
  void twoEnginesWithRulesOfTheirOwnGoOnFromTheSameTuples() throws Exception {
    List<Expression> common = some(new Random(5));
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> running = new ArrayList<>();
      for (long seed = 6; seed < 8; seed++) {
        History history = new History(Tier.VM, seed, common);
        running.add(threads.submit(history::run));
      }
      for (Future<?> run : running) {
        run.get();
      }
    }
  }
}
