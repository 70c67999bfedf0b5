package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.vm.tier.TierOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Code that turns out to meet variables or several values is compiled for them, and stays. */
class MendedCodeTest {

  private static final String LOOP =
      """
      (= (again $n $last)
         (if (== $n 0) $last (let $all (collapse (goal $n)) (again (- $n 1) $all))))
      !(again 4000 ())
      """;

  private static ProgramOutput run(String program) {
    return ProgramOutput.of(
        Engine.builder()
            .tierOptions(TierOptions.DEFAULT.withCallThreshold(3).withSynchronous(true)),
        new SourceText("mended", program + LOOP));
  }

  private static void assertSettled(Map<String, Long> counts) {
    long units = counts.getOrDefault("units compiled", 0L);
    assertTrue(units > 0 && units < 16, counts.toString());
    assertTrue(
        counts.keySet().stream().noneMatch(name -> name.startsWith("functions given up")),
        counts.toString());
  }

  /** The filter is evaluated as an atom each time, which is no guess that was wrong. */
  @Test
  void atomsOfTheMainWay() {
    ProgramOutput output =
        run(
            """
            (= (even $x) (== (% $x 2) 0))
            (= (goal $n)
               (let $l (filter-atom (1 2 3 4) $x (metta (even $x) Bool &self)) (size-atom $l)))
            """);
    assertEquals(List.of(List.of("(2)")), output.results());
    Map<String, Long> counts = output.tiers().code();
    assertSettled(counts);
    assertTrue(counts.containsKey("leaves: an atom that has to be evaluated"), counts.toString());
    assertEquals(
        0L,
        counts.getOrDefault("leaves: " + LeaveReason.EVALUATION.description(), 0L)
            + counts.getOrDefault("leaves: " + LeaveReason.ARGUMENT_KIND.description(), 0L),
        counts.toString());
  }

  /** Neither function has an instruction from which several values could come. */
  @Test
  void secondValues() {
    ProgramOutput output =
        run(
            """
            (= (colour red) r)
            (= (colour blue) b)
            (= (pick $n) (colour $any))
            (= (goal $n) (let $c (pick $n) ($c $c)))
            """);
    assertEquals(List.of(List.of("((r r) (b b))")), output.results());
    Map<String, Long> counts = output.tiers().code();
    assertSettled(counts);
    assertTrue(
        counts.getOrDefault("functions compiled again for several values", 0L) > 0,
        counts.toString());
  }

  /** What the proof of a goal is made of is evaluated as it stands, since its head is no symbol. */
  @Test
  void proofs() {
    ProgramOutput output =
        run(
            """
            !(add-atom &self (: direct (-> (parent $x $y) (ancestor $x $y))))
            !(add-atom &self (: f1 (parent a b)))
            !(add-atom &self (: f2 (parent a c)))
            (= (prove Z (: $proof $theorem))
               (match &self (: $proof $theorem) (: $proof $theorem)))
            (= (prove (S $depth) (: ($rule $argument) $theorem))
               (let* (((: $rule (-> $premise $theorem))
                       (prove $depth (: $rule (-> $premise $theorem))))
                      ((: $argument $premise) (prove $depth (: $argument $premise))))
                 (: ($rule $argument) $theorem)))
            (= (goal $n) (let (: $p $t) (prove (S Z) (: $proof (ancestor a $who))) ($p $t)))
            """);
    assertEquals(
        List.of("(((direct f1) (ancestor a b)) ((direct f2) (ancestor a c)))"),
        output.results().getLast());
    assertSettled(output.tiers().code());
  }

  /** A relation that is asked backwards binds what it is given. */
  @Test
  void relationsAskedBackwards() {
    ProgramOutput output =
        run(
            """
            (= (less Z (S $y)) True)
            (= (less (S $x) (S $y)) (less $x $y))
            (= (goal $n) (let True (less $x (S (S (S Z)))) $x))
            """);
    assertEquals(List.of(List.of("(Z (S Z) (S (S Z)))")), output.results());
    assertSettled(output.tiers().code());
  }
}
