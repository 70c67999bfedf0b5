package dev.mettle.vm.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.engine.Engine;
import dev.mettle.vm.tier.FunctionStatistics;
import dev.mettle.vm.tier.LeftToRules;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each program gives the same answers with and without lowering, and is lowered where it says. */
class PromotionTest {

  private record Run(List<String> results, TierStatistics statistics) {
    Optional<FunctionStatistics> function(String name) {
      return statistics.functions().stream().filter(f -> f.name().equals(name)).findFirst();
    }

    long runs(String name) {
      return function(name).map(FunctionStatistics::interpretedRuns).orElse(0L);
    }

    Map<LeftToRules, Long> leftToRules(String name) {
      return function(name).map(FunctionStatistics::leftToRules).orElse(Map.of());
    }
  }

  private static Run run(Tier tier, String program) {
    Engine engine = Engine.builder().tier(tier).build();
    List<String> results = new ArrayList<>();
    try {
      engine.run(new SourceText("test.metta", program), r -> results.add(r.toString()));
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
    return new Run(results, engine.statistics());
  }

  /** Runs a program on both tiers, which must agree with what is expected; gives the VM's run. */
  private static Run answers(String program, String... expected) {
    assertEquals(List.of(expected), run(Tier.TREE, program).results());
    Run run = run(Tier.VM, program);
    assertEquals(List.of(expected), run.results());
    return run;
  }

  private static final String POLY = "(= (poly $x $y) (+ (* $x $x) (- $y 1)))\n";

  @Test
  void aFunctionOfOneRuleIsCalledFromTheTreeWalker() {
    Run run =
        answers(
            POLY
                + """
                (= (loop $n $sum) (if (== $n 0) $sum (loop (- $n 1) (poly $n $sum))))
                !(loop 3 0)
                !(poly 2.5 (poly 1 1))
                """,
            "[11]",
            "[6.25]");
    assertEquals(5, run.runs("poly 2"));
    assertEquals("a head is no known operation: if", run.statistics().refused().get("loop 2"));
  }

  @Test
  void topLevelExpressionsAreLowered() {
    Run run =
        answers(
            "!(+ 1 (* 2 3)) !(sqrt-math (abs-math -4)) !(== \"a\" \"a\") !(/ 1 0)",
            "[7]",
            "[2.0]",
            "[True]",
            "[(Error (/ 1 0) DivisionByZero)]");
    assertEquals(4, run.runs("top-level expressions"), () -> run.statistics().lines().toString());
    assertEquals(
        Map.of("a head is no known operation", 2L, "a free variable", 1L),
        run(Tier.VM, "(= (f) 1) !(f) !(quote 1) !(+ 1 $x)").statistics().leftExpressions());
  }

  @Test
  void argumentsOfOtherKindsAreForTheRules() {
    Run run =
        answers(
            POLY + "!(poly $a 1) !(poly a 1) !(let $z 4 (poly $z 1)) !(poly \"s\" 1)",
            "[(+ (* $a $a) 0)]",
            "[(+ (* a a) 0)]",
            "[16]",
            "[(Error (* \"s\" \"s\") (BadArgType 1 Number String))]");
    assertEquals(1, run.runs("poly 2"));
    assertEquals(Map.of(LeftToRules.ARGUMENT_KIND, 3L), run.leftToRules("poly 2"));
  }

  @Test
  void whatTheCallerExpectsIsNotForgotten() {
    Run run =
        answers(
            POLY
                + """
                (: want (-> String String))
                (= (want $s) $s)
                (: same (-> $t $t $t))
                (= (same $a $b) ($a $b))
                !(+ 1 (poly 1 1))
                !(same (poly 1 1) (poly 1 2))
                !(want (poly 1 1))
                """,
            "[2]",
            "[(1 2)]",
            "[(Error (+ (* 1 1) (- 1 1)) (BadType String Number))]");
    assertTrue(run.leftToRules("poly 2").containsKey(LeftToRules.EXPECTED_TYPE));
  }

  @Test
  void declaredTypesOfTheFunctionKeepTheirMeaning() {
    answers(
        """
        (: lazy (-> Atom Number))
        (= (lazy $x) (+ $x 1))
        !(lazy 1)
        !(lazy (+ 1 1))
        (: data (-> Number Atom))
        (= (data $x) (+ $x 1))
        !(data 1)
        (: meta (-> Expression Number))
        (= (meta $x) 7)
        !(meta (+ 1 1))
        (: name (-> Number String))
        (= (name $x) (+ $x 1))
        !(name 1)
        """,
        "[2]",
        "[3]",
        "[(+ 1 1)]",
        "[7]",
        "[(Error (+ 1 1) (BadType String Number))]");
  }

  @Test
  void rulesAddedAndRemovedAreSeenAtOnce() {
    Run run =
        answers(
            POLY
                + """
                !(poly 2 1)
                !(add-atom &self (= (poly $x $y) second))
                !(poly 2 1)
                !(remove-atom &self (= (poly $x $y) second))
                !(poly 3 1)
                !(add-atom &self (= ($f 3 1) generic))
                !(poly 3 1)
                """,
            "[4]",
            "[()]",
            "[4, second]",
            "[()]",
            "[9]",
            "[()]",
            "[9, generic]");
    assertEquals(2, run.runs("poly 2"));
  }

  @Test
  void whatChangesAllTheTimeIsNotLoweredForEver() {
    Run run =
        answers(
            """
            (= (turn $n $sum)
               (if (== $n 0)
                   $sum
                     (let () (add-atom &self (= (f $n) (+ $n 1)))
                       (let $y (g $n)
                         (let () (remove-atom &self (= (f $n) (+ $n 1)))
                           (turn (- $n 1) (+ $sum $y)))))))
            (= (g $x) (* $x 2))
            !(turn 3 0)
            """,
            "[12]");
    assertEquals(3, run.runs("g 1"));
    StringBuilder program = new StringBuilder("(= (f $x) (+ $x 1))\n");
    for (int i = 0; i < 60; i++) {
      program.append("!(f 1) !(add-atom &self (= (f $x) two)) ");
      program.append("!(f 1) !(remove-atom &self (= (f $x) two))\n");
    }
    assertEquals(
        run(Tier.TREE, program.toString()).results(), run(Tier.VM, program.toString()).results());
    TierStatistics statistics = run(Tier.VM, program.toString()).statistics();
    assertEquals(
        "what it relies on changes too often",
        statistics.refused().get("f 1"),
        () -> statistics.lines().toString());
  }

  @Test
  void theSameRuleTwiceGivesTwoResults() {
    answers("(= (inc $x) (+ $x 1)) (= (inc $x) (+ $x 1)) !(inc 1)", "[2, 2]");
  }

  @Test
  void changesInsideALoopAreSeenByTheNextStep() {
    answers(
        """
        (= (step $x) (+ $x 1))
        (= (grow $n)
           (if (== $n 0)
               done
               (let $x (step $n)
                 (let () (add-atom &self (= (step $n) extra))
                   (grow (- $n 1))))))
        !(collapse (grow 2))
        !(collapse (step 2))
        """,
        "[(done)]",
        "[(3 extra)]");
  }

  @Test
  void rulesOfSpacesInsideTheSpaceCount() {
    answers(
        """
        (= (inc $x) (+ $x 1))
        !(inc 1)
        !(bind! &more (new-space))
        !(add-atom &more (= (inc $x) more))
        !(add-atom &self &more)
        !(inc 1)
        """,
        "[2]",
        "[()]",
        "[()]",
        "[()]",
        "[2, more]");
  }

  @Test
  void typesOfWholeCallsOfOperationsCount() {
    answers(
        """
        (= (same $x) (== (* $x 2) (* $x 3)))
        !(same 0)
        !(add-atom &self (: (* 0 2) Foo))
        !(add-atom &self (: (* 0 3) Foo))
        !(same 0)
        """,
        "[True]",
        "[()]",
        "[()]",
        "[(Error (* 0 2) (BadType Foo Number))]");
  }

  @Test
  void otherViewsHaveRulesOfTheirOwn() {
    answers(
        """
        (= (inc $x) (+ $x 1))
        !(inc 1)
        !(bind! &k (new-space))
        !(add-atom &k (= (inc $x) (+ $x 10)))
        !(metta (inc 1) %Undefined% &k)
        !(inc 1)
        """,
        "[2]", "[()]", "[()]", "[11]", "[2]");
  }

  @Test
  void aDepthLimitIsForTheTreeWalker() {
    Run run =
        answers(
            POLY + "!(pragma! max-stack-depth 20) !(poly 1 1) !(+ 1 (+ 1 1))",
            run(Tier.TREE, POLY + "!(pragma! max-stack-depth 20) !(poly 1 1)")
                .results()
                .toArray(new String[0]));
    assertEquals(0, run.runs("poly 2"));
  }

  @Test
  void everyEvaluationUnderADepthLimitIsCounted() {
    Run run =
        answers(
            POLY
                + """
                (= (captured) (let () (pragma! max-stack-depth 500) (capture (poly 1 1))))
                !(captured)
                !(poly 1 1)
                !(pragma! max-stack-depth 0)
                !(poly 1 1)
                """,
            "[1]",
            "[1]",
            "[()]",
            "[1]");
    assertEquals(
        3L,
        run.statistics()
            .code()
            .get("evaluations on the tree-walker, since max-stack-depth counts its steps"));
  }

  @Test
  void anErrorInsideACallIsItsValue() {
    answers(
        """
        (= (ratio $x $y) (+ 1 (/ $x $y)))
        !(case (ratio 1 0) (((Error $c $m) $m) ($x no)))
        !(ratio 1 0)
        """,
        "[DivisionByZero]",
        "[(Error (/ 1 0) DivisionByZero)]");
  }

  @Test
  void bareMinimalProgramsAreNotLowered() {
    answers("!(pragma! interpreter bare-minimal) !(+ 1 2)", "[()]", "[(+ 1 2)]");
  }

  @Test
  void integersBeyondSixtyFourBitsStayExact() {
    answers(
        "(= (square $x) (* $x $x)) !(square 9223372036854775807) !(square (square 3037000500))",
        "[85070591730234615847396907784232501249]",
        "[" + new java.math.BigInteger("3037000500").pow(4) + "]");
  }
}
