package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.UnitRuns;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Programs that run interpreted and compiled code together: compiled before they run or when they
 * are hot, with little room for calls, left at polls. Their answers are those of the tree-walker.
 */
public final class WholeProgramChecks {

  private enum Way {
    AT_ONCE("compiled before it runs", TierOptions.COMPILE_EVERYTHING),
    WITHOUT_GUESSES("without guesses", eager(UnitRuns.DEFAULT.withoutGuesses())),
    WHEN_HOT("compiled when it is hot", TierOptions.COMPILE_EVERYTHING.withCallThreshold(1)),
    LITTLE_ROOM("with little room", eager(UnitRuns.DEFAULT.withRoom(8))),
    POLLS("left at each third poll", eager(UnitRuns.DEFAULT.withLeaveAtPolls(3)));

    private final String label;
    private final TierOptions options;

    Way(String label, TierOptions options) {
      this.label = label;
      this.options = options;
    }

    private static TierOptions eager(UnitRuns runs) {
      return TierOptions.COMPILE_EVERYTHING.withRuns(runs);
    }
  }

  private record Text(String name, String rules) {}

  private static final List<Text> PROGRAMS =
      List.of(
          new Text(
              "recursion",
              """
              (: fib (-> Number Number))
              (= (fib $n) (if (< $n 2) $n (+ (fib (- $n 1)) (fib (- $n 2)))))
              (= (sum $n $s) (if (== $n 0) $s (sum (- $n 1) (+ $s $n))))
              (= (up $n) (if (== $n 0) 0 (+ 1 (up (- $n 1)))))
              !(fib 16) !(sum 20000 0) !(sum 100 0.5) !(up 3000)
              !(sum 10 9223372036854775800)
              """),
          new Text(
              "lists",
              """
              (= (append Nil $y) $y)
              (= (append (Cons $x $xs) $y) (Cons $x (append $xs $y)))
              (= (reverse Nil) Nil)
              (= (reverse (Cons $x $xs)) (append (reverse $xs) (Cons $x Nil)))
              (= (range $n) (if (== $n 0) Nil (Cons $n (range (- $n 1)))))
              !(reverse (range 60)) !(append (range 3) other) !(reverse unknown)
              """),
          new Text(
              "alternatives",
              """
              (= (digit) 0) (= (digit) 1) (= (digit) 2) (= (digit) 3)
              (= (pair) (let* (($x (digit)) ($y (digit))) (if (< $x $y) ($x $y) (empty))))
              (= (count $n) (if (== $n 0) (superpose (a b)) (count (- $n 1))))
              !(collapse (pair)) !(collapse (count 50)) !(collapse (+ (digit) (* 10 (digit))))
              !(let $x (collapse (digit)) (size-atom $x))
              """),
          new Text(
              "spaces and types",
              """
              (edge a b) (edge b c) (edge c d) (edge b d)
              (= (path $x $y) (match &self (edge $x $y) $y))
              (= (path $x $y) (match &self (edge $x $z) (path $z $y)))
              (: double (-> Number Number))
              (= (double $x) (+ $x $x))
              !(collapse (path a d)) !(double 4) !(double x) !(double (double 1.5))
              !(collapse (match &self (edge b $x) $x))
              """),
          new Text(
              "rules that change",
              """
              (= (f $x) (+ $x 1))
              (= (loop $n $s) (if (== $n 0) $s (loop (- $n 1) (+ $s (f $n)))))
              !(loop 3000 0)
              !(remove-atom &self (= (f $x) (+ $x 1)))
              !(add-atom &self (= (f $x) (* $x 2)))
              !(loop 3000 0)
              !(add-atom &self (= (f $x) 7))
              !(collapse (f 5))
              """));

  private WholeProgramChecks() {}

  /** All checks. */
  public static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (Text program : PROGRAMS) {
      for (Way way : Way.values()) {
        checks.add(
            EngineCheck.ofBackend(
                "whole/%s/%s".formatted(program.name(), way.label),
                Optional.empty(),
                EnumSet.of(Opcode.CALL, Opcode.RETURN),
                harness -> ProgramAnswers.check(harness, program.rules(), way.label, way.options)));
      }
    }
    return checks;
  }
}
