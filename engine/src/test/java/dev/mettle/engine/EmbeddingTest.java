package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.limits.RunStoppedException.Reason;
import dev.mettle.vm.tier.Tier;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine as a Java program uses it. */
@ParameterizedClass
@EnumSource(Tier.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EmbeddingTest {

  private final List<String> printed = new ArrayList<>();
  private final Engine engine;

  EmbeddingTest(Tier tier) {
    engine = Engine.builder().tier(tier).onPrint(printed::add).build();
  }

  private String eval(String expression) throws SyntaxException {
    return engine.evaluate(expression).toString();
  }

  // ---- values

  @Test
  void valuesGoBothWays() {
    BigInteger big = BigInteger.TWO.pow(70);
    Map<String, Integer> object = Map.of("one", 1);
    List<Object> values = List.of(1L, big, 2.5, true, "text", List.of(1L, List.of()), object);
    assertEquals(values, Values.toJava(Values.toAtom(values)));
    assertEquals("(1 2.5 True \"a\" (7))", text(1, 2.5f, true, 'a', new Object[] {(byte) 7}));
    assertEquals(Symbol.of("s"), Values.toJava(Symbol.of("s")));
  }

  private static String text(@Nullable Object... values) {
    return Values.toAtom(values).toString();
  }

  @Test
  void valuesOfAType() {
    assertEquals(3, Values.toJava(Values.toAtom(3), int.class));
    assertEquals(3.0, Values.toJava(Values.toAtom(3), double.class));
    assertEquals(BigInteger.valueOf(3), Values.toJava(Values.toAtom(3), BigInteger.class));
    assertEquals(3L, Values.toJava(Values.toAtom(3), Number.class));
    assertEquals(3L, Values.toJava(Values.toAtom(3), Object.class));
    assertEquals(Values.toAtom(3), Values.toJava(Values.toAtom(3), Atom.class));
    ClassCastException wrong =
        assertThrows(
            ClassCastException.class, () -> Values.toJava(Values.toAtom(1L << 40), Integer.class));
    assertEquals("1099511627776 is no java.lang.Integer", wrong.getMessage());
    assertThrows(ClassCastException.class, () -> Values.toJava(Values.toAtom(2.5), Long.class));
    assertThrows(IllegalArgumentException.class, () -> text("a", null));
  }

  @Test
  void deepListsNeedNoStack() {
    List<Object> deep = List.of();
    for (int i = 0; i < 200_000; i++) {
      deep = List.of(deep);
    }
    assertTrue(Values.toJava(Values.toAtom(deep)) instanceof List<?> outer && outer.size() == 1);
  }

  private record Point(int x, int y) {}

  @Test
  void objectsPrintAndCompareAsTheyDo() throws SyntaxException {
    engine.bind("origin", new Point(0, 0));
    engine.bind("same", new Point(0, 0));
    engine.bind("other", new Point(0, 1));
    assertEquals("[True]", eval("(== origin same)"));
    assertEquals("[False]", eval("(== origin other)"));
    assertEquals("[(p Point[x=0, y=1])]", eval("(p other)"));
    Space space = engine.space();
    space.add("(at origin here)");
    assertEquals("[here]", eval("(match &self (at same $x) $x)"));
    assertFalse(JavaObject.byIdentity(new Point(1, 1)).equals(JavaObject.of(new Point(1, 1))));
    engine.bind("typed", JavaObject.of(new Point(1, 2), Symbol.of("Point")));
    assertEquals("[Point]", eval("(get-type typed)"));
    assertEquals(
        "[(Error (+ 1 Point[x=1, y=2]) (BadArgType 2 Number Point))]", eval("(+ 1 typed)"));
  }

  // ---- calls

  @Test
  void callsByName() throws SyntaxException {
    engine.run("(= (len ()) 0) (= (len $l) (let ($h $t) (decons-atom $l) (+ 1 (len $t))))");
    assertEquals(3L, engine.call("len", List.of("a", "b", "c")).single(Long.class));
    assertEquals("[3]", engine.call("+", 1, 2).toString());
    assertEquals("[(unknown \"a b\")]", engine.call("unknown", "a b").toString());
    assertThrows(IllegalArgumentException.class, () -> engine.call("two words"));
    assertThrows(IllegalArgumentException.class, () -> engine.call("(f)"));
    assertThrows(IllegalArgumentException.class, () -> engine.call("$x", 1));
  }

  /** What a caller holds is never bound by a run. */
  @Test
  void anAtomCanBeEvaluatedTwice() throws SyntaxException {
    Atom goal = engine.parse("(let $x (superpose (1 2)) (p $x $y))");
    assertEquals("[(p 1 $y), (p 2 $y)]", engine.evaluate(goal).toString());
    assertEquals("[(p 1 $y), (p 2 $y)]", engine.evaluate(goal).toString());
    Atom equation = engine.parse("(let $y 5 $y)");
    assertEquals("[5]", engine.evaluate(equation).toString());
    assertEquals("[5]", engine.evaluate(equation).toString());
  }

  @Test
  void texts() throws SyntaxException {
    assertEquals("[[1], [2]]", engine.run("! 1 (fact) ! 2").toString());
    assertEquals("[[(Error a b)]]", engine.run("!(Error a b) ! 2").toString());
    assertThrows(SyntaxException.class, () -> engine.evaluate("(f"));
    assertThrows(IllegalArgumentException.class, () -> engine.evaluate("a b"));
    assertThrows(IllegalArgumentException.class, () -> engine.parse(" ; nothing"));
    engine.run("!(println! \"one\\ntwo\")");
    assertEquals(List.of("one", "two"), printed);
  }

  // ---- operations

  @Test
  void operationsAreTyped() throws SyntaxException {
    engine.register("inc", "(-> Number Number)", a -> a.getLong(0) + 1);
    assertEquals("[3]", eval("(inc (+ 1 1))"));
    assertEquals("[(Error (inc \"a\") (BadArgType 1 Number String))]", eval("(inc \"a\")"));
    assertEquals("[(Error (inc) IncorrectNumberOfArguments)]", eval("(inc)"));
    assertEquals("[(-> Number Number)]", eval("(get-type inc)"));
    assertEquals("[(inc 2.5)]", eval("(inc 2.5)"));
    assertEquals("[(inc $x)]", eval("(inc $x)"));
    engine.register("quoted", "(-> Atom Atom)", a -> Expression.of(Symbol.of("q"), a.get(0)));
    assertEquals("[(q (+ 1 1))]", eval("(quoted (+ 1 1))"));
    assertThrows(IllegalArgumentException.class, () -> engine.register("f", "(->", a -> 1));
    assertThrows(IllegalArgumentException.class, () -> engine.register("a b", a -> 1));
  }

  @Test
  void resultsOfOperations() throws SyntaxException {
    engine.register("none", a -> Optional.empty());
    engine.register("unit", a -> null);
    engine.register("list", a -> List.of(1, 2));
    engine.register("stay", a -> Symbols.NOT_REDUCIBLE);
    engine.register("several", a -> Stream.of(1, "b", List.of()));
    engine.register("evaluated", a -> Values.toAtom(List.of(engine.parse("+"), 1, 2)));
    assertEquals("[]", eval("(none)"));
    assertEquals("[()]", eval("(unit)"));
    assertEquals("[(1 2)]", eval("(list)"));
    assertEquals("[(stay 3)]", eval("(stay (+ 1 2))"));
    assertEquals("[(x 1), (x \"b\"), (x ())]", eval("(x (several))"));
    assertEquals("[3]", eval("(evaluated)"));
    assertEquals("[()]", eval("(collapse (none))"));
  }

  @Test
  void failuresOfOperations() throws SyntaxException {
    engine.register(
        "bad",
        a -> {
          throw new OperationException("no luck");
        });
    engine.register("div", "(-> Number Number)", a -> 1 / a.getLong(0));
    engine.register("null-among", a -> Stream.of("a", null));
    engine.register("second", a -> a.get(1));
    assertEquals("[(Error (bad) no luck)]", eval("(bad)"));
    assertEquals("[(Error (div 0) java.lang.ArithmeticException: / by zero)]", eval("(div 0)"));
    assertEquals("[\"a\", ()]", eval("(null-among)"));
    assertEquals("[(Error (second 1) IncorrectNumberOfArguments)]", eval("(second 1)"));
  }

  @Test
  void severalResultsAreTakenOneByOne() throws SyntaxException {
    AtomicInteger taken = new AtomicInteger();
    engine.register("count", a -> Stream.iterate(1, n -> n + 1).peek(n -> taken.incrementAndGet()));
    assertEquals("[1, 2, 3]", engine.stream("(count)").limit(3).toList().toString());
    assertEquals(3, taken.get());
  }

  /** An operation may call the engine that calls it; neither run disturbs the other. */
  @Test
  void operationsMayCallTheirEngine() throws SyntaxException {
    engine.run("(= (twice $x) (* 2 $x)) (= (pick) (superpose (1 2 3)))");
    engine.register(
        "inner",
        "(-> Atom %Undefined%)",
        a -> List.of(engine.evaluate(a.get(0)).size(), engine.call("twice", 21).single()));
    assertEquals(
        "[(1 (3 42)), (2 (3 42)), (3 (3 42))]", eval("(let $p (pick) ($p (inner (pick))))"));
    assertEquals("[(v (3 42))]", eval("(let ($a $b) (v (inner (pick))) ($a $b))"));
    engine.register("bind", "(-> Atom %Undefined%)", a -> engine.evaluate(a.get(0)).single());
    assertEquals("[($x 5)]", eval("(let $r (bind (let $x 5 $x)) ($x $r))"));
    engine.register(
        "add",
        "(-> Number %Undefined%)",
        a -> {
          engine.space().add(Expression.of(Symbol.of("added"), a.get(0)));
          return null;
        });
    assertEquals("[(7)]", eval("(let () (add 7) (collapse (match &self (added $x) $x)))"));
  }

  // ---- streams

  @Test
  void streamsRunInTurns() throws SyntaxException {
    engine.run("(= (nat $n) $n) (= (nat $n) (nat (+ $n 1)))");
    Iterator<Atom> up = engine.stream("(nat 0)").iterator();
    Iterator<Atom> down = engine.stream("(let $n (nat 0) (- 0 $n))").iterator();
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      seen.append(up.next()).append(' ').append(down.next()).append(' ');
      seen.append(eval("(+ 1 1)")).append(' ');
    }
    assertEquals("0 0 [2] 1 -1 [2] 2 -2 [2] ", seen.toString());
  }

  @Test
  void streamsEndAndHoldBackErrors() throws SyntaxException {
    assertEquals("[1, 2]", engine.stream("(superpose (1 (Error a b) 2))").toList().toString());
    assertEquals(
        "[(Error a b), (Error c d)]",
        engine.stream("(superpose ((Error a b) (Error c d)))").toList().toString());
    assertEquals("[]", engine.stream("(empty)").toList().toString());
  }

  @Test
  void streamsObeyLimits() throws SyntaxException {
    Engine limited = Engine.builder().limits(RunLimits.ofTime(Duration.ofMillis(300))).build();
    limited.run("(= (nat $n) $n) (= (nat $n) (nat (+ $n 1)))");
    RunStoppedException stopped =
        assertThrows(RunStoppedException.class, () -> limited.stream("(nat 0)").count());
    assertEquals(Reason.TIME_LIMIT, stopped.reason());
    assertEquals("[0, 1]", limited.stream("(nat 0)").limit(2).toList().toString());
  }

  // ---- spaces

  @Test
  void spaces() throws SyntaxException {
    Space space = engine.newSpace();
    engine.bind("&facts", space);
    space.add("(age Ann 7) (age Bob (+ 3 4)) (Error x y)");
    assertEquals(3, space.size());
    assertTrue(space.contains(engine.parse("(age Ann 7)")));
    assertEquals("[(age Ann 7), (age Bob (+ 3 4)), (Error x y)]", space.atoms().toString());
    assertEquals("[{who=Ann, age=7}, {who=Bob, age=(+ 3 4)}]", found(space, "(age $who $age)"));
    assertEquals("[{a=x}]", found(space, "(Error $a y)"));
    assertEquals("[{}]", found(space, "(age Ann 7)"));
    assertEquals("[]", found(space, "(age Eve $x)"));
    assertEquals(
        "[(+ 3 4)]", space.match(engine.parse("(age Bob $x)"), engine.parse("$x")).toString());
    assertEquals("[Ann]", eval("(match &facts (age $w 7) $w)"));
    assertTrue(space.remove(engine.parse("(age Ann 7)")));
    assertFalse(space.remove(engine.parse("(age Ann 7)")));
    assertSame(space.atom(), engine.parse("&facts"));
    assertThrows(SyntaxException.class, () -> space.add("(age Eve 1) (oops"));
    assertEquals(2, space.size());
  }

  private static String found(Space space, String pattern) throws SyntaxException {
    return space.match(pattern).toString();
  }

  // ---- threads and limits

  @Test
  void operationsAreInterrupted() throws SyntaxException {
    engine.register(
        "sleep",
        a -> {
          Thread.sleep(60_000);
          return null;
        });
    RunStoppedException stopped =
        assertThrows(
            RunStoppedException.class,
            () ->
                engine.evaluate(engine.parse("(sleep)"), RunLimits.ofTime(Duration.ofMillis(100))));
    assertEquals(Reason.TIME_LIMIT, stopped.reason());
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals("[3]", eval("(+ 1 2)"));
  }

  @Test
  void limitsReachIntoInnerRuns() throws SyntaxException {
    engine.run("(= (loop) (loop))");
    engine.register("inner", a -> engine.evaluate("(loop)").single());
    Atom goal = engine.parse("(inner)");
    RunStoppedException late =
        assertThrows(
            RunStoppedException.class,
            () -> engine.evaluate(goal, RunLimits.ofTime(Duration.ofMillis(100))));
    assertEquals(Reason.TIME_LIMIT, late.reason());
    RunStoppedException far =
        assertThrows(
            RunStoppedException.class, () -> engine.evaluate(goal, RunLimits.ofSteps(50_000)));
    assertEquals(Reason.STEP_LIMIT, far.reason());
    assertEquals("[3]", eval("(+ 1 2)"));
  }

  @Test
  void stackOfTheHost() throws SyntaxException {
    engine.register("again", a -> engine.evaluate("(again)").single());
    RunStoppedException stopped =
        assertThrows(RunStoppedException.class, () -> engine.evaluate("(again)"));
    assertEquals(Reason.STACK_OVERFLOW, stopped.reason());
    assertEquals("[3]", eval("(+ 1 2)"));
  }

  @Test
  void integersBeyondTheJvm() throws SyntaxException {
    BigInteger large = BigInteger.ONE.shiftLeft(1 << 30);
    RunStoppedException stopped =
        assertThrows(RunStoppedException.class, () -> engine.call("*", large, large));
    assertEquals(Reason.INTEGER_TOO_LARGE, stopped.reason());
    assertEquals("[3]", eval("(+ 1 2)"));
  }
}
