package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.Tier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What gathers all results takes time in proportion to their number: the patience here is enough
 * for that many times over, and far too little for a time that grows with the square.
 */
@ParameterizedClass
@EnumSource(Tier.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ManyResultsTest {

  /** 65,536 different results, which are numbers, or contain variables. */
  private static final String DEFINITIONS =
      """
      (= (numbers 0) 0)
      (= (numbers $k)
         (if (> $k 0)
           (let $n (numbers (- $k 1)) (superpose ((* 2 $n) (+ 1 (* 2 $n)))))
           (empty)))
      (= (patterns) (let $n (numbers 16) (p $n $x)))
      """;

  private final Engine engine;

  ManyResultsTest(Tier tier) throws SyntaxException {
    engine = Engine.builder().tier(tier).build();
    run(DEFINITIONS);
  }

  private String run(String text) throws SyntaxException {
    List<List<Atom>> results = new ArrayList<>();
    engine.run(new SourceText("test", text), results::add);
    return results.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(assertEqual (numbers 16) (numbers 16))",
        "(let $all (collapse (numbers 16)) (assertEqualToResultMsg (numbers 16) $all differs))",
        "(let $all (collapse (numbers 16)) (assertIncludes (numbers 16) $all))",
        "(assertAlphaEqual (patterns) (patterns))"
      })
  void anAssertOfManyResults(String program) throws SyntaxException {
    assertEquals("[[()]]", run("!" + program));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(let $all (collapse (numbers 16)) (size-atom $all))",
        "(chain (eval (collapse (numbers 16))) $all (size-atom $all))"
      })
  void allResultsAsAnExpression(String program) throws SyntaxException {
    assertEquals("[[65536]]", run("!" + program));
  }
}
