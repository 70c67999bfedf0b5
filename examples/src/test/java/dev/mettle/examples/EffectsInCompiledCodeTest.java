package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.engine.Engine;
import dev.mettle.vm.tier.CompiledFunction;
import dev.mettle.vm.tier.TierOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compiled code calls operations with effects itself: it does not leave in each turn of a loop, and
 * each effect happens once a turn.
 */
class EffectsInCompiledCodeTest {

  private static final int TURNS = 2_000;

  private static final String PROGRAM =
      """
      !(bind! &counter (new-state 0))
      !(bind! &kept (new-space))
      (= (count $n)
         (if (== $n 0) (get-state &counter)
             (let $s (change-state! &counter (+ (get-state &counter) 1)) (count (- $n 1)))))
      (= (keep $n) (if (== $n 0) done (let $u (add-atom &kept (a $n)) (keep (- $n 1)))))
      (= (drop $n) (if (== $n 0) done (let $u (remove-atom &kept (a $n)) (drop (- $n 1)))))
      (= (say $n) (if (== $n 0) done (let $u (println! $n) (say (- $n 1)))))
      (= (trace $n) (if (== $n 0) done (let $u (trace! $n $n) (trace (- $n 1)))))
      """;

  private static String atoms() {
    return "!(let $all (collapse (match &kept (a $x) $x)) (size-atom $all))\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"javassist", "bytebuddy"})
  void happenOnceATurnWithoutLeaving(String backend) throws Exception {
    List<String> said = new ArrayList<>();
    List<String> traced = new ArrayList<>();
    Engine engine =
        Engine.builder()
            .onPrint(said::add)
            .onTrace(traced::add)
            .tierOptions(TierOptions.COMPILE_EVERYTHING.withBackend(backend))
            .build();
    String calls =
        """
        !(count TURNS)
        !(keep TURNS)
        ATOMS!(drop TURNS)
        ATOMS!(say TURNS)
        !(trace TURNS)
        """
            .replace("ATOMS", atoms())
            .replace("TURNS", String.valueOf(TURNS));
    List<String> results =
        engine.run(PROGRAM + calls).stream().map(Object::toString).skip(2).toList();
    assertEquals(
        List.of("[2000]", "[done]", "[2000]", "[done]", "[0]", "[done]", "[done]"), results);
    assertEquals(TURNS, said.size());
    assertEquals(TURNS, traced.size());
    for (String name : List.of("count 1", "keep 1", "drop 1", "say 1", "trace 1")) {
      CompiledFunction function =
          engine.statistics().functions().stream()
              .filter(f -> f.name().equals(name))
              .findFirst()
              .orElseThrow();
      assertTrue(function.entered() > 0, function::toString);
      // The Java stack is left now and then, where all ways are compiled.
      assertTrue(function.allLeaves() < TURNS / 10, function::toString);
    }
  }
}
