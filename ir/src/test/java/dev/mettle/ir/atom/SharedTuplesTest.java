package dev.mettle.ir.atom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tuples that share arrays against plain arrays, under any history of what is done with them. */
class SharedTuplesTest {

  private static final int STEPS = 4_000;
  private static final int KEPT = 24;

  /** A tuple, and what it should be. */
  private record Pair(Expression tuple, Atom[] plain) {}

  private static Atom element(Random random) {
    return switch (random.nextInt(24)) {
      case 0 -> Variable.of("x");
      case 1 -> DoubleAtom.of(Double.NaN);
      case 2 -> Expression.of(Symbol.of("f"), LongAtom.of(random.nextInt(3)));
      case 3 -> Expression.of(Variable.of("y"));
      case 4 -> Expression.EMPTY;
      case 5, 6, 7 -> Symbol.of("s" + random.nextInt(6));
      default -> LongAtom.of(random.nextInt(4));
    };
  }

  private static Pair fresh(Random random) {
    Atom[] plain = new Atom[random.nextInt(60)];
    Arrays.setAll(plain, i -> element(random));
    return new Pair(Expression.of(plain), plain);
  }

  private static Pair longer(Pair pair, Atom head) {
    Atom[] plain = new Atom[pair.plain.length + 1];
    plain[0] = head;
    System.arraycopy(pair.plain, 0, plain, 1, pair.plain.length);
    return new Pair(pair.tuple.withFirst(head), plain);
  }

  private static Pair shorter(Pair pair, int by) {
    return new Pair(
        by == 1 ? pair.tuple.withoutFirst() : pair.tuple.from(by),
        Arrays.copyOfRange(pair.plain, by, pair.plain.length));
  }

  private static void check(Pair pair) {
    Expression tuple = pair.tuple;
    Atom[] plain = pair.plain;
    assertEquals(plain.length, tuple.size());
    boolean ground = true;
    boolean reflexive = true;
    long signature = 0;
    for (int i = 0; i < plain.length; i++) {
      assertSame(plain[i], tuple.get(i));
      assertSame(plain[i], tuple.children().get(i));
      ground &= plain[i].isGround();
      reflexive &= plain[i].isReflexive();
      signature |= plain[i].signature();
    }
    assertEquals(ground, tuple.isGround());
    assertEquals(reflexive, tuple.isReflexive());
    assertEquals(signature, tuple.signature() & signature);
    Expression copy = Expression.of(plain);
    assertEquals(copy.hashCode(), tuple.hashCode());
    assertEquals(reflexive, copy.equals(tuple));
    Object itself = tuple;
    assertEquals(reflexive, tuple.equals(itself));
    assertEquals(copy.toString(), tuple.toString());
    assertTrue(Arrays.equals(plain, tuple.toArray(), (a, b) -> a == b ? 0 : 1));
    assertTrue(tuple.evaluatedMark() == 0 || tuple.isGround() == tuple.isMarked(7));
  }

  private static void history(Random random, List<Pair> kept) {
    for (int step = 0; step < STEPS; step++) {
      int at = random.nextInt(kept.size());
      Pair pair = kept.get(at);
      int size = pair.plain.length;
      Pair next =
          switch (random.nextInt(8)) {
            case 0 -> fresh(random);
            case 1, 2, 3 -> longer(pair, element(random));
            case 4 -> size == 0 ? fresh(random) : shorter(pair, 1 + random.nextInt(size));
            default -> size == 0 ? longer(pair, element(random)) : shorter(pair, 1);
          };
      if (random.nextInt(4) == 0) {
        next.tuple.setEvaluatedMark(7);
      }
      // Half of them unlooked at: what is computed late must be right as well.
      if (random.nextBoolean()) {
        check(next);
      }
      kept.set(random.nextInt(kept.size()), next);
    }
    kept.forEach(SharedTuplesTest::check);
  }

  private static List<Pair> some(Random random) {
    List<Pair> kept = new ArrayList<>();
    for (int i = 0; i < KEPT; i++) {
      kept.add(fresh(random));
    }
    return kept;
  }

  @Test
  void anyHistoryGivesWhatPlainArraysGive() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      history(random, some(random));
    }
  }

  @Test
  void twoThreadsThatGoOnFromTheSameTuplesDoNotDisturbEachOther() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int seed = 0; seed < 10; seed++) {
        List<Pair> common = some(new Random(seed));
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 2; thread++) {
          Random random = new Random(100 * seed + thread);
          running.add(threads.submit(() -> history(random, new ArrayList<>(common))));
        }
        for (Future<?> run : running) {
          run.get();
        }
      }
    }
  }

  @Test
  void theFirstWhoPutsAChildBeforeATupleGetsTheRoom() {
    Expression tuple = Expression.EMPTY;
    for (int i = 0; i < 10; i++) {
      tuple = tuple.withFirst(LongAtom.of(i));
    }
    Expression one = tuple.withFirst(Symbol.of("one"));
    Expression two = tuple.withFirst(Symbol.of("two"));
    assertEquals("(one 9 8 7 6 5 4 3 2 1 0)", one.toString());
    assertEquals("(two 9 8 7 6 5 4 3 2 1 0)", two.toString());
    assertTrue(one.withoutFirst().isSameTail(tuple));
    assertEquals(one.withoutFirst(), two.withoutFirst());
  }

  @Test
  void whatATailKnowsIsNotWhatTheWholeKnew() {
    Expression tuple = Expression.of(LongAtom.of(1));
    for (int i = 0; i < 50; i++) {
      tuple = tuple.withFirst(LongAtom.of(i));
    }
    Expression open = tuple.withFirst(Variable.of("x")).withFirst(DoubleAtom.of(Double.NaN));
    Expression withVariable = open.withoutFirst();
    assertEquals(false, open.isReflexive());
    assertEquals(true, withVariable.isReflexive());
    assertEquals(false, withVariable.isGround());
    assertEquals(true, withVariable.withoutFirst().isGround());
    assertEquals(tuple, withVariable.withoutFirst());
    assertNotEquals(open, open);
  }

  @Test
  void aSmallTailDoesNotKeepALargeArray() {
    Atom[] children = new Atom[10_000];
    Arrays.fill(children, Symbol.of("a"));
    Expression tuple = Expression.owning(children);
    Expression tail = tuple;
    while (tail.size() > 20) {
      tail = tail.withoutFirst();
    }
    assertTrue(tail.shared().atoms.length <= 80, () -> "much is kept");
    // Whoever goes back and comes again finds the copy that was made.
    assertTrue(tail.isSameTail(tuple.from(9_980)));
  }

  @Test
  void factsHoldForTailsAndNotForWhatIsPutBeforeThem() {
    Atom[] children = new Atom[100];
    Arrays.fill(children, Symbol.of("a"));
    Expression tuple = Expression.owning(children);
    tuple.setTailFact(TailFactKind.VALUES, 1, new AtomNote() {});
    Expression tail = tuple.from(90);
    assertEquals(
        0, tail.indexOf(java.util.Objects.requireNonNull(tail.tailFact(TailFactKind.VALUES))));
    Expression longer = tuple.withFirst(Symbol.of("b"));
    assertEquals(
        2, longer.indexOf(java.util.Objects.requireNonNull(longer.tailFact(TailFactKind.VALUES))));
  }
}
