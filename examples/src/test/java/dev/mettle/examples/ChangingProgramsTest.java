package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.answer.AnswerText;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.tier.TierStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Programs that change their own rules and types while compiled code runs give the same answers.
 */
class ChangingProgramsTest {

  private static final Map<String, String> PROGRAMS =
      Map.of(
          "a rule is added and removed again",
          """
          (= (area $x $y) (* $x $y))
          !(area 3 4)
          !(add-atom &self (= (area $x $y) (+ $x $y)))
          !(area 3 4)
          !(remove-atom &self (= (area $x $y) (* $x $y)))
          !(area 3 4)
          !(remove-atom &self (= (area $x $y) (+ $x $y)))
          !(area 3 4)
          !(add-atom &self (= (area $x $y) (- $x $y)))
          !(area 3 4)
          """,
          "rules change inside a loop",
          """
          (= (next $x) (+ $x 1))
          (= (walk $n $at)
             (if (== $n 0)
                 $at
                 (let $ignored (if (== $n 2) (add-atom &self (= (next $x) (+ $x 100))) ())
                   (walk (- $n 1) (next $at)))))
          !(walk 3 0)
          """,
          "rules change between alternatives",
          """
          (= (f $x) (* $x 10))
          !(collapse (let $x (superpose (1 2 3))
             (let $y (f $x) (let () (add-atom &self (= (f $x) (extra $x))) $y))))
          !(collapse (f 1))
          """,
          "a type is declared for a function",
          """
          (= (f $x) (+ $x 1))
          !(f (+ 1 1))
          !(add-atom &self (: f (-> Number Bool)))
          !(f (+ 1 1))
          """,
          "a type keeps arguments unevaluated",
          """
          (= (f $x) (+ $x 1))
          (= (g) 4)
          !(f (g))
          !(add-atom &self (: f (-> Atom Atom)))
          !(f (g))
          """,
          "types are declared for calls of operations",
          """
          (= (same $x) (== (* $x 2) (* $x 3)))
          !(same 0)
          !(add-atom &self (: (* 0 2) Foo))
          !(add-atom &self (: (* 0 3) Foo))
          !(same 0)
          """,
          "a rule for every head joins",
          """
          (= (f $x) (+ $x 1))
          !(f 1)
          !(add-atom &self (= ($any 1) (any $any)))
          !(f 1)
          !(f 2)
          """,
          "another module's rules join",
          """
          (= (f $x) (+ $x 1))
          !(f 1)
          !(bind! &other (new-space))
          !(add-atom &other (= (f $x) (other $x)))
          !(add-atom &self &other)
          !(f 1)
          !(remove-atom &self &other)
          !(f 1)
          """,
          "kinds of arguments change",
          """
          (= (f $x $y) (+ (* $x $x) $y))
          !(f 1 2) !(f 1.5 2) !(f 3037000500 1) !(f 9223372036854775807 1) !(f $a 2)
          !(let $z 7 (f $z $z)) !(f (f 1 1) (f 2 2)) !(f a 1) !(f 2 3)
          """);

  private record Outcome(List<String> results, TierStatistics tiers) {}

  private static Outcome run(String program, Configuration configuration) throws SyntaxException {
    Engine engine = Engine.builder().tierOptions(configuration.options()).build();
    List<String> results = new ArrayList<>();
    engine.run(
        new SourceText("test.metta", program),
        atoms -> results.add(AnswerText.canonical(atoms.toString())));
    return new Outcome(results, engine.statistics());
  }

  @TestFactory
  Stream<DynamicTest> theTreeWalkerIsRight() {
    return PROGRAMS.entrySet().stream()
        .flatMap(
            program ->
                Stream.of(Configuration.values())
                    .map(
                        configuration ->
                            DynamicTest.dynamicTest(
                                program.getKey() + " " + configuration,
                                () -> agree(program.getValue(), configuration))));
  }

  private static void agree(String program, Configuration configuration) throws SyntaxException {
    List<String> expected = run(program, Configuration.TREE).results();
    Outcome outcome = run(program, configuration);
    assertEquals(expected, outcome.results());
    if (Configuration.COMPILED_AT_ONCE.contains(configuration)) {
      assertTrue(outcome.tiers().units() > 0, () -> outcome.tiers().lines().toString());
    }
  }

  private static String program(String name) {
    return Objects.requireNonNull(PROGRAMS.get(name), name);
  }

  /** The answers themselves, where the language leaves no doubt, so that no tier can be wrong. */
  @Test
  void answersFollowTheChanges() throws SyntaxException {
    assertEquals(
        List.of("[12]", "[()]", "[12, 7]", "[()]", "[7]", "[()]", "[(area 3 4)]", "[()]", "[-1]"),
        run(program("a rule is added and removed again"), Configuration.JAVASSIST).results());
    assertEquals(
        List.of("[3, 102, 102, 201]"),
        run(program("rules change inside a loop"), Configuration.BYTEBUDDY).results());
  }

  @Test
  void theBackendCanChangeBetweenRuns() throws SyntaxException {
    Engine engine = Engine.builder().tierOptions(Configuration.BYTEBUDDY.options()).build();
    SourceText program = new SourceText("test.metta", "!(f 1 1)");
    List<String> results = new ArrayList<>();
    engine.run(new SourceText("rules.metta", "(= (f $x $y) (+ $x $y))"), r -> {});
    for (String backend : List.of("bytebuddy", "javassist", "bytebuddy")) {
      engine.useBackend(backend);
      engine.run(program, r -> results.add(r.toString()));
      assertEquals("compiled by " + backend, engine.statistics().functions().getLast().state());
    }
    assertEquals(List.of("[2]", "[2]", "[2]"), results);
  }
}
