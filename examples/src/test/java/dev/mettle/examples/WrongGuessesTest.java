package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.vm.tier.TierOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Code that leaves again and again for a wrong guess is compiled once more, and then stays. */
class WrongGuessesTest {

  private static ProgramOutput run(String program) {
    return ProgramOutput.of(
        Engine.builder()
            .tierOptions(TierOptions.DEFAULT.withCallThreshold(3).withSynchronous(true)),
        new SourceText("guesses", program));
  }

  /**
   * The elements of a list are of any kind; what is computed with them is guessed to be integer.
   */
  @Test
  void floatsInLists() {
    ProgramOutput output =
        run(
            """
            (= (list $n $x $l) (if (== $n 0) $l (list (- $n 1) $x (Cons $x $l))))
            (= (total Nil $acc) $acc)
            (= (total (Cons $x $xs) $acc) (total $xs (+ $x $acc)))
            (= (again $n $l $last) (if (== $n 0) $last (again (- $n 1) $l (total $l 0))))
            !(again 5000 (list 20 0.5 Nil) 0)
            """);
    assertEquals(List.of(List.of("10.0")), output.results());
    Map<String, Long> counts = output.tiers().code();
    long units = counts.getOrDefault("units compiled", 0L);
    assertTrue(units > 0 && units < 8, counts.toString());
    assertTrue(
        counts.getOrDefault("functions compiled again without guesses", 0L) > 0, counts.toString());
    assertTrue(
        counts.getOrDefault("leaves: an argument of another kind", 0L) < 3_000, counts.toString());
  }
}
