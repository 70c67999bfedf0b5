package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.engine.Engine;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.UnitRuns;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Programs that run interpreted and compiled code together: compiled before they run or when they
 * are hot, with little room for calls, left at polls. Their answers are those of the tree-walker;
 * the virtual machine has to give them, too.
 */
public final class WholeProgramChecks {

  private static final Set<Opcode> NEEDS = EnumSet.of(Opcode.CALL, Opcode.RETURN);

  private enum Way {
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
              "frames of all sizes",
              """
              (= (wide $a $b)
                 (let $c (+ $a $b) (let $d (+ $b $c) (let $e (+ $c $d) (let $f (+ $d $e)
                    (let $g (+ $e $f) (let $h (+ $f $g) (W $a $b $c $d $e $f $g $h))))))))
              (= (last $n $a) (if (== $n 0) (wide $a 1) (last (- $n 1) (+ $a 1))))
              (= (under $k $n) (if (== $k 0) (last $n $k) (let $r (under (- $k 1) $n) $r)))
              (= (each $k) (if (== $k 0) Done (let (W $a $b $c $d $e $f $g $h) (under $k 1)
                 (if (== $h 21) (each (- $k 1)) (wrong $k $h)))))
              (= (swap $n $a $b) (if (== $n 0) ($a $b) (swap (- $n 1) $b $a)))
              !(under 3 2) !(each 300) !(swap 5 x y) !(swap 4 1 y)
              """),
          new Text(
              "calls that stay as they are",
              """
              (: quote-it (-> Atom Atom))
              (= (quote-it $x) (seen $x))
              (: as-written (-> Number Atom))
              (= (as-written $n) (+ $n 1))
              (= (one $n) (+ $n 1))
              (: pick (-> Atom %Undefined%))
              (= (pick $x) (let $y $x ($y $x)))
              !(quote-it (one 2)) !(as-written (one 2)) !(one (as-written 3)) !(pick (one 4))
              !(let $f one ($f 5)) !(let $f unknown ($f (one 5))) !(let $f (quote-it a) ($f 1))
              """),
          new Text(
              "alternatives",
              """
              (= (digit) 0) (= (digit) 1) (= (digit) 2) (= (digit) 3)
              (= (pair) (let* (($x (digit)) ($y (digit))) (if (< $x $y) ($x $y) (empty))))
              (= (count $n) (if (== $n 0) (superpose (a b)) (count (- $n 1))))
              !(collapse (pair)) !(collapse (count 50)) !(collapse (+ (digit) (* 10 (digit))))
              !(let $x (collapse (digit)) (size-atom $x))
              (: row (-> Number Number Number Number %Undefined%))
              (= (row $a $b $c $d)
                 (let $x (+ $a $b) (let $y (+ $c $d) (let $z (* $x $y)
                    (let $u (digit) (let $v (digit) (+ (+ $a (+ $x (* 2 $y))) (+ (* 100 $z) (+ $u $v)))))))))
              (= (names $a $b $c $d $e) (let $u (digit) (N $a $b $c $d $e $u)))
              (= (late $n) (if (== $n 0) (sum-of 40) (let $d (digit) (late (- $n $n)))))
              (= (sum-of $n) (if (== $n 0) 0 (+ 1 (sum-of (- $n 1)))))
              (= (build $n) (if (== $n 0) Nil (Cons $n (build (- $n 1)))))
              (= (built $n) (let $d (digit) (build $n)))
              !(built 20) !(let $l (built 3) (got $l))
              !(row 1 2 3 4) !(names a b c d e) !(late 1) !(let $r (late 2) (got $r))
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
      checks.add(
          new EngineCheck(
              "whole/%s/at once".formatted(program.name()),
              Optional.empty(),
              NEEDS,
              harness -> ProgramAnswers.check(harness, program.rules())));
      for (Way way : Way.values()) {
        checks.add(
            EngineCheck.ofBackend(
                "whole/%s/%s".formatted(program.name(), way.label),
                Optional.empty(),
                NEEDS,
                harness -> ProgramAnswers.check(harness, program.rules(), way.label, way.options)));
      }
    }
    checks.add(
        new EngineCheck(
            "whole/endless/steps are counted", Optional.empty(), NEEDS, WholeProgramChecks::stops));
    return checks;
  }

  /** What does not end by itself ends when it has had its steps. */
  private static void stops(Harness harness) {
    String rules = "(= (turn $n) (turn (+ $n 1))) (= (deeper $n) (+ 1 (deeper $n))) ";
    for (String function : List.of("turn", "deeper")) {
      Engine engine = harness.engine(RunLimits.ofSteps(100_000));
      String program = rules + "!(" + function + " 0)";
      String found;
      try {
        found = ProgramAnswers.of(engine, program).toString();
      } catch (RunStoppedException e) {
        found = "stopped";
      }
      ProgramAnswers.unlessSame("what is limited to 100,000 steps", program, "stopped", found);
      harness.served(engine);
    }
  }
}
