package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.engine.Engine;
import dev.mettle.vm.tier.CompiledFunction;
import dev.mettle.vm.tier.TierOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Functions that are arguments of hot code: which of them compiled code calls directly, and how.
 */
class CalledValuesTest {

  private static final String FUNCTIONS =
      """
      (= (a $x) (+ $x 1))
      (= (b $x) (+ $x 2))
      (= (c $x) (+ $x 3))
      (= (d $x) (+ $x 4))
      (= (e $x) (+ $x 5))
      (= (turns $p $q $r $s $t $n $acc)
         (if (== $n 0) $acc (turns $q $r $s $t $p (- $n 1) ($p $acc))))
      """;

  private static Map<String, CompiledFunction> run(String types, String arguments, long answer) {
    Engine engine = engine();
    String program = FUNCTIONS + "!(turns " + arguments + " 20000 0)";
    assertEquals("[[" + answer + "]]", engine.run(types + program).toString());
    return byName(engine);
  }

  private static Engine engine() {
    return Engine.builder()
        .tierOptions(
            TierOptions.DEFAULT.withBackend("javassist").withCallThreshold(3).withSynchronous(true))
        .build();
  }

  private static Map<String, CompiledFunction> byName(Engine engine) {
    return engine.statistics().functions().stream()
        .collect(
            Collectors.toMap(
                function -> function.name().substring(0, function.name().indexOf(' ')),
                function -> function));
  }

  /**
   * A number goes in and comes out as a number, and nothing is called from outside of the class.
   */
  @ParameterizedTest
  @CsvSource({
    "'', a a a a a, 20000",
    "'', a b a b a, 28000",
    "'', a b c d a, 44000",
    "'(: a (-> Number Number))', a a a a a, 20000",
    "'(: a (-> Number Number)) (: b (-> Number Number))', a b a b a, 28000",
    "'(: a (-> Number Number)) (: c (-> Number %Undefined%))', a b c d a, 44000",
  })
  void aFewFunctionsAreCalledInLanes(String types, String arguments, long answer) {
    Map<String, CompiledFunction> functions = run(types, arguments, answer);
    CompiledFunction turns = functions.get("turns");
    assertEquals(
        List.of("(atom, atom, atom, atom, atom, long, long) as %Undefined% -> long"),
        turns.versions(),
        turns::toString);
    assertEquals(Map.of(), turns.leaves());
    for (String name : arguments.split(" ", -1)) {
      CompiledFunction called = functions.get(name);
      assertTrue(called.entered() < 6_000, called::toString);
    }
  }

  /** More of them are called as any are, and are compiled, too. */
  @ParameterizedTest
  @CsvSource({"'', 60000", "'(: a (-> Number Number))', 60000"})
  void anyOthersAreCalledFromThere(String types, long answer) {
    Map<String, CompiledFunction> functions = run(types, "a b c d e", answer);
    assertTrue(functions.get("turns").entered() > 0, functions::toString);
    for (String name : List.of("a", "b", "c", "d", "e")) {
      CompiledFunction called = functions.get(name);
      assertTrue(called.entered() > 2_000, called::toString);
    }
  }

  /** What the lane does not take comes back again and again: then the code is made without. */
  @Test
  void whatIsOfNoLaneComesBack() {
    Engine engine = engine();
    String program =
        """
        (= (half $x) (+ $x 0.5))
        (= (ask $f $n $s) (if (== $n 0) $s (let $v ($f $n) (ask $f (- $n 1) (+ $s 1)))))
        !(ask a 20000 0)
        !(ask half 20000 0)
        """;
    assertEquals("[[20000], [20000]]", engine.run(FUNCTIONS + program).toString());
    CompiledFunction ask = byName(engine).get("ask");
    long left = ask.leaves().values().stream().mapToLong(Long::longValue).sum();
    assertTrue(left > 0 && left < 1_000, ask::toString);
    assertTrue(ask.leaves().containsKey(LeaveReason.RESULT_KIND.description()), ask::toString);
    assertTrue(ask.state().startsWith("compiled"), ask::toString);
    assertTrue(byName(engine).get("half").entered() > 10_000, () -> byName(engine).toString());
  }

  /** Frames that wait for the value of such a call go on. */
  @Test
  void callsThatAreDeeperThanTheStackHasRoomFor() {
    Engine engine = engine();
    String program = "(= (deep $f $n) (if (== $n 0) 0 (+ 1 ($f (deep $f (- $n 1))))))";
    assertEquals(
        "[[60000], [90000]]",
        engine.run(FUNCTIONS + program + "!(deep a 30000) !(deep b 30000)").toString());
    CompiledFunction deep = byName(engine).get("deep");
    assertTrue(deep.leaves().containsKey(LeaveReason.DEPTH.description()), deep::toString);
  }
}
