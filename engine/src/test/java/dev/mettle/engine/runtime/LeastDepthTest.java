package dev.mettle.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.vm.tier.Tier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The least {@code max-stack-depth} that suffices is that of the reference implementation. */
class LeastDepthTest {

  /** A chain of eight calls that ends in 1. */
  private static final String RULES =
      IntStream.rangeClosed(1, 8)
          .mapToObj(i -> "(= (d" + i + ") (d" + (i - 1) + "))")
          .collect(Collectors.joining(" ", "(= (d0) 1) (= (f) 1) (= (two) 1) (= (two) 2) ", ""));

  static Stream<Arguments> calls() {
    return Stream.of(
        Arguments.of("(f)", 15),
        Arguments.of("(d8)", 119),
        Arguments.of("(switch 1 ((1 (d8))))", 145),
        Arguments.of("(switch 1 ((2 a) (1 (d8))))", 145),
        Arguments.of("(switch (d8) ((1 (d8))))", 145),
        Arguments.of("(case (d8) ((1 (d8))))", 16),
        Arguments.of("(case (f) ((2 a) (1 (d8))))", 132),
        Arguments.of("(car-atom ((d8)))", 145),
        Arguments.of("(let $x (car-atom ((d8))) (d8))", 159),
        Arguments.of("(assertEqual (d8) 1)", 157),
        Arguments.of("(assertEqual (f) (d8))", 157),
        Arguments.of("(assertEqualToResult (d8) (1))", 157),
        Arguments.of("(assert (== 1 (d8)))", 31),
        Arguments.of("(assertEqualMsg (d8) 1 m)", 46),
        Arguments.of("(is-function (-> A B))", 137),
        Arguments.of("(is-function (A B))", 137),
        Arguments.of("(is-function ())", 98),
        Arguments.of("(is-function (d8))", 131),
        Arguments.of("(cdr-atom (a (d8)))", 155),
        Arguments.of("(assertEqual (d8) (d8))", 44),
        Arguments.of("(assertEqualMsg (f) 1 m)", 46),
        Arguments.of("(assertAlphaEqual (d8) 1)", 157),
        Arguments.of("(assertIncludes (d8) (1))", 160),
        Arguments.of("(map-atom (1 2) $x (d8))", 144),
        Arguments.of("(foldl-atom (1 2) 0 $a $b (d8))", 132),
        Arguments.of("(filter-atom (1 2) $a (d8))", 18),
        Arguments.of("(collapse (d8))", 133),
        Arguments.of("(superpose ((d8) 2))", 15),
        Arguments.of("(unique (d8))", 160),
        Arguments.of("(union (d8) (d8))", 160),
        Arguments.of("(subtraction (d8) (two))", 160),
        Arguments.of("(intersection (d8) (f))", 105),
        Arguments.of("(unquote (quote (d8)))", 132),
        Arguments.of("(if-error (d8) 1 2)", 18),
        Arguments.of("(metta (d8) %Undefined% &self)", 129),
        Arguments.of("(chain (metta (d8) %Undefined% &self) $x $x)", 130),
        Arguments.of("(chain (metta (d8) %Undefined% &self) $x (d8))", 132),
        Arguments.of("(chain (eval (d8)) $x (d8))", 132),
        Arguments.of("(function (chain (metta (d8) %Undefined% &self) $x (return $x)))", 131));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void isThatOfTheReference(String call, int least) {
    for (Tier tier : new Tier[] {Tier.TREE, Tier.VM}) {
      assertFalse(overflows(tier, call, least), () -> tier + " with " + least);
      assertTrue(overflows(tier, call, least - 1), () -> tier + " with " + (least - 1));
    }
  }

  private static boolean overflows(Tier tier, String call, int limit) {
    StringBuilder results = new StringBuilder();
    String program = RULES + "!(pragma! max-stack-depth " + limit + ") !" + call;
    Engine.builder().tier(tier).build().run(new SourceText("test", program), results::append);
    return results.toString().contains("StackOverflow");
  }
}
