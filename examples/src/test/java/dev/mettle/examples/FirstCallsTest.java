package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.engine.Engine;
import dev.mettle.vm.tier.TierOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules of a bare space are lowered once some of them were called: there may be many spaces. */
class FirstCallsTest {

  private static final String MANY_SPACES =
      """
      (= (go $n)
         (if (== $n 0) done
             (let $s (new-space)
               (let () (add-atom $s (= (f $x) (g $x $x)))
                 (let () (add-atom $s (= (g $x $y) (+ $x $y)))
                   (let $r (metta (f $n) %Undefined% $s)
                     (if (== $r (+ $n $n)) (go (- $n 1)) (wrong $r))))))))
      !(go 30)
      """;

  private static final String ONE_SPACE =
      """
      !(bind! &s (new-space))
      !(add-atom &s (= (f $x) (+ $x 1)))
      (= (go $n) (if (== $n 0) done (let $r (metta (f $n) %Undefined% &s) (go (- $n 1)))))
      !(go 30)
      """;

  private static Engine ran(String program, TierOptions options) throws Exception {
    Engine engine = Engine.builder().tierOptions(options).build();
    assertEquals("[done]", engine.run(program).getLast().toString());
    return engine;
  }

  private static long count(Engine engine, String what) {
    Map<String, Long> counts = engine.statistics().code();
    assertTrue(counts.containsKey(what), () -> counts.toString());
    return counts.get(what);
  }

  @Test
  void rulesThatAreCalledOnceAreNotLowered() throws Exception {
    Engine engine = ran(MANY_SPACES, TierOptions.DEFAULT);
    assertEquals(60, count(engine, "rules of bare spaces that were applied without code"));
    assertEquals(1, count(engine, "functions that are code"));
  }

  @Test
  void rulesThatAreCalledOftenAre() throws Exception {
    Engine engine = ran(ONE_SPACE, TierOptions.DEFAULT);
    assertEquals(8, count(engine, "rules of bare spaces that were applied without code"));
    assertEquals(2, count(engine, "functions that are code"));
  }

  @Test
  void whereAllIsCompiledTheFirstCallsAreCodeToo() throws Exception {
    for (String program : List.of(MANY_SPACES, ONE_SPACE)) {
      Engine engine = ran(program, TierOptions.COMPILE_EVERYTHING);
      assertEquals(0, count(engine, "rules of bare spaces that were applied without code"));
    }
  }
}
