package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.vm.tier.TierOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames that the interpreter began before there was compiled code go on there with the values that
 * come later: the first alternative takes so long that all functions are compiled in the midst of
 * it.
 */
class BegunFramesTest {

  private static final Pattern VARIABLE = Pattern.compile("#\\d+");

  private static final String LIBRARY =
      """
      !(bind! &count (new-state 0))
      (= (burn $n) (if (== $n 0) 0 (burn (- $n 1))))
      (= (wait $x) (if (== $x 1) (burn 5000) (burn 0)))
      (= (some) (superpose (1 2 3 4 5)))
      (= (name) a)
      """;

  /** The lines, with variables that are numbered in the order in which they come. */
  private static List<String> lines(ProgramOutput output) {
    Map<String, String> names = new HashMap<>();
    return output.lines().stream()
        .map(
            line ->
                VARIABLE
                    .matcher(line)
                    .replaceAll(m -> names.computeIfAbsent(m.group(), n -> "#" + names.size())))
        .toList();
  }

  private static ProgramOutput run(TierOptions options, String rule, String argument) {
    String end = "\n!(f " + argument + ") !(get-state &count) !(collapse (name))";
    return ProgramOutput.of(
        Engine.builder().tierOptions(options), new SourceText("begun", LIBRARY + rule + end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(= (f $n) (P $n (let $x (some) (+ (* $x 10) (wait $x)))))",
        "(= (f $n) (let $x (some) (let $_ (wait $x) (if (== $x 2) $n (P $n $x)))))",
        "(= (f $n) (let $y (P $z $x) (let $v (some) (let $_ (wait $v) (let $z $v ($y $n))))))",
        "(= (f $n) (let $l (collapse (let $x (some) (let $_ (wait $x) (P $x $n)))) (B $l $n)))",
        "(= (f $n) (let $x (some) (let $_ (wait $x) (let $y (some) (let $u (wait $y) ($x $y"
            + " $n))))))",
        "(= (f $n) (let $x (some) (let $_ (wait $x) (if (> $x 2) (P $x $n) (Error $x bad)))))",
        "(= (f $n) (case (some) ((1 (let $_ (wait 1) one)) ($x ($x $n)))))",
        "(= (f $n) (let $x (some) (let $_ (wait $x)"
            + " (let $u (change-state! &count (+ $x (get-state &count))) $x))))",
        "(= (f $n) (let $x (some) (let $_ (wait $x)"
            + " (let $u (if (== $x 2) (add-atom &self (= (name) b)) ()) ($x (name) $n)))))",
        "(= (f $n) (B (g $n 3) (some)))\n"
            + "(= (g $n $k) (if (== $k 0) $n (C (let $x (some) (if (> $x 2) (empty)"
            + " (let $_ (wait $x) $x))) (g $n (- $k 1)))))"
      })
  void goOnWhereCodeWasCompiledMeanwhile(String rule) {
    for (String argument : new String[] {"7", "1.5", "True", "(B x (C y))"}) {
      ProgramOutput wanted = run(Configuration.TREE.options(), rule, argument);
      // The frames do not depend on who wrote the class.
      TierOptions options = TierOptions.DEFAULT.withCallThreshold(3).withBackend("javassist");
      ProgramOutput found = run(options, rule, argument);
      assertEquals(lines(wanted), lines(found), argument);
      Map<String, Long> counts = found.tiers().code();
      assertTrue(
          counts.containsKey("frames of the interpreter that go on in compiled code"),
          () -> argument + " " + counts);
    }
  }
}
