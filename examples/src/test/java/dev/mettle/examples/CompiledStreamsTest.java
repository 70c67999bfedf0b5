package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results of compiled code are taken one by one: it waits in the middle, and may never go on. */
class CompiledStreamsTest {

  private static final String PROGRAM =
      """
      (= (from $n) $n)
      (= (from $n) (from (+ $n 1)))
      (= (pairs) (let $x (from 0) (let $y (superpose (a b)) ($x $y))))
      (= (bit) 0)
      (= (bit) 1)
      (= (row $n) (if (== $n 0) End (B (bit) (row (- $n 1)))))
      (= (ones End) 0)
      (= (ones (B $bit $rest)) (+ $bit (ones $rest)))
      (= (full $n) (let $row (row $n) (if (== (ones $row) $n) $row (empty))))
      (= (rule) old)
      (= (ruled) (let $x (superpose (1 2 3)) ($x (rule))))
      """;

  static List<Configuration> compiled() {
    return Configuration.COMPILED_AT_ONCE;
  }

  private static Engine engine(Configuration configuration) throws SyntaxException {
    Engine engine = configuration.engine().build();
    engine.run(PROGRAM);
    return engine;
  }

  private static String take(Iterator<Atom> results, int count) {
    List<Atom> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(results.next());
    }
    return taken.toString();
  }

  @ParameterizedTest
  @MethodSource("compiled")
  void endlessResultsComeOneByOne(Configuration configuration) throws SyntaxException {
    Engine engine = engine(configuration);
    assertEquals("[0, 1, 2, 3]", engine.stream("(from 0)").limit(4).toList().toString());
    assertEquals("[(0 a), (0 b), (1 a)]", engine.stream("(pairs)").limit(3).toList().toString());
    assertEquals(100_000, engine.stream("(from 0)").limit(100_000).count());
  }

  @ParameterizedTest
  @MethodSource("compiled")
  void streamsOfOneEngineTakeTurns(Configuration configuration) throws SyntaxException {
    Engine engine = engine(configuration);
    Iterator<Atom> numbers = engine.stream("(from 10)").iterator();
    Iterator<Atom> pairs = engine.stream("(pairs)").iterator();
    assertEquals("[10, 11]", take(numbers, 2));
    assertEquals("[(0 a)]", take(pairs, 1));
    assertEquals("[(B 1 (B 1 End))]", engine.stream("(full 2)").toList().toString());
    assertEquals("[12]", take(numbers, 1));
    assertEquals("[(0 b), (1 a)]", take(pairs, 2));
    assertEquals("[13, 14]", take(numbers, 2));
  }

  @ParameterizedTest
  @MethodSource("compiled")
  void rulesThatChangeMeanwhileCount(Configuration configuration) throws SyntaxException {
    Engine engine = engine(configuration);
    Iterator<Atom> ruled = engine.stream("(ruled)").iterator();
    assertEquals("[(1 old)]", take(ruled, 1));
    engine.run("(= (rule) new)");
    assertEquals("[(2 old), (2 new), (3 old)]", take(ruled, 3));
    engine.run("!(remove-atom &self (= (rule) old))");
    assertTrue(ruled.hasNext());
    assertEquals("[(3 new)]", take(ruled, 1));
    assertEquals("[(1 new), (2 new), (3 new)]", engine.stream("(ruled)").toList().toString());
  }

  @ParameterizedTest
  @MethodSource("compiled")
  void oneOfManyAlternativesIsFound(Configuration configuration) throws SyntaxException {
    Engine engine = engine(configuration);
    assertEquals(1, engine.stream("(full 12)").count());
  }
}
