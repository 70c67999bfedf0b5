package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.BackendHarness;
import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.UnitRuns;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What functions with several results owe their callers: each result, in order, with the bindings
 * and variables of its own alternative, however late it is asked for, and whatever the others did.
 */
public final class AlternativeChecks {

  private static final TierOptions AT_ONCE = TierOptions.COMPILE_EVERYTHING;

  private AlternativeChecks() {}

  /** All checks. */
  public static List<Check> all() {
    return List.of(
        program(
            "every result",
            """
            (= (digit) 0) (= (digit) 1) (= (digit) 2)
            (= (twice $x) ($x $x))
            (= (numbers) (let $x (digit) (let $y (digit) (twice (+ $x (* 10 $y))))))
            !(numbers)
            """),
        program(
            "in order",
            """
            (= (letter) a) (= (letter) b) (= (letter) c) (= (letter) d)
            (= (word $n) (if (== $n 0) End (W (letter) (word (- $n 1)))))
            !(word 3)
            """),
        program(
            "bindings are undone",
            """
            (= (rel a b) T) (= (rel b c) T) (= (rel c a) T)
            (= (step $x) (let T (rel $x $y) ($x $y)))
            (= (two $x) (let ($a $b) (step $x) (let ($c $d) (step $b) ($x $a $b $c $d))))
            !(two $q) !(let $r (two $q) ($q $r)) !(two a)
            """),
        program(
            "variables in common",
            """
            (= (young) (q $m)) (= (young) (q $n))
            (= (part) (let (q $v) (young) (p $v $z)))
            (= (several) (let $y (superpose (1 2)) (p $y $z)))
            (= (same-in-all $l)
               (unify $l (($p $a $b) ($q $c $d)) (unify ($b $d) (1 2) different same) other))
            (= (free) $m) (= (free) $n)
            (= (claimed) (let $x (free) (p $x $x)))
            !(same-in-all (collapse (part))) !(same-in-all (collapse (several)))
            !(same-in-all (collapse (claimed)))
            """),
        program(
            "errors wait for results",
            """
            (= (some) (Error a b)) (= (some) 1) (= (some) 2)
            (= (none) (Error a b)) (= (none) (Error c d))
            (= (sum $x) (+ $x 1))
            (= (of-some) (let $x (some) (sum $x)))
            (= (of-none) (let $x (none) (kept $x)))
            !(collapse (some)) !(collapse (of-some)) !(collapse (none)) !(collapse (sum (none)))
            (= (caught) (case (some) (((Error $x $y) (caught $x)) ($x (got $x)))))
            !(collapse (of-none)) !(collapse (caught))
            """),
        program(
            "soft cuts",
            """
            (= (kind) a) (= (kind) b)
            (= (found $n) (case (kind) ((a (first $n)) (b (second $n)) (Empty none))))
            (= (lost $n) (case (empty) (($x (first $n)) (Empty (none $n)))))
            !(found 1) !(lost 2) !(collapse (lost (kind)))
            """),
        program(
            "rules that change meanwhile",
            """
            (= (one) 1) (= (one) 2) (= (one) 3)
            (= (val) old)
            (= (act $x) (let $_ (add-atom &self (= (val) (new $x))) $x))
            (= (go) (let $x (one) (let $y (act $x) (seen $y (val)))))
            !(go) !(collapse (go))
            """),
        effects(),
        droppedStream());
  }

  private static Check of(String label, Consumer<BackendHarness> body) {
    return EngineCheck.ofBackend(
        "alternatives/" + label,
        Optional.empty(),
        EnumSet.of(Opcode.CALL, Opcode.FORK, Opcode.RETURN),
        body);
  }

  private static Check program(String label, String text) {
    return new EngineCheck(
        "alternatives/" + label,
        Optional.empty(),
        EnumSet.of(Opcode.CALL, Opcode.FORK, Opcode.RETURN),
        harness -> ProgramAnswers.check(harness, text));
  }

  /** Code that leaves at each poll does nothing twice. */
  private static Check effects() {
    return of(
        "effects happen once",
        harness -> {
          String text =
              """
              !(bind! &count (new-state 0))
              (= (note $x)
                 (let $_ (change-state! &count (+ 1 (get-state &count)))
                   (let $_ (add-atom &self (seen $x)) $x)))
              (= (digit) 1) (= (digit) 2)
              (= (row $n) (if (== $n 0) End (R (note (digit)) (row (- $n 1)))))
              !(row 3) !(get-state &count) !(match &self (seen $x) $x)
              """;
          for (int polls = 1; polls <= 3; polls++) {
            ProgramAnswers.check(
                harness,
                text,
                "left at one poll in " + polls,
                AT_ONCE.withRuns(UnitRuns.DEFAULT.withLeaveAtPolls(polls)));
          }
        });
  }

  /** A stream may be forgotten after any of its results. */
  private static Check droppedStream() {
    return of(
        "streams are dropped",
        harness -> {
          Engine engine = harness.engine(AT_ONCE);
          ProgramAnswers.of(
              engine, "(= (from $n) $n) (= (from $n) (from (+ $n 1))) (= (small) 1) (= (small) 2)");
          for (int count = 1; count <= 4; count++) {
            unlessTaken(
                "[5, 6, 7, 8]".substring(0, 3 * count - 1) + "]", engine, "(from 5)", count);
            unlessTaken("[1, 2]", engine, "(small)", 3);
          }
          harness.served(engine);
        });
  }

  private static void unlessTaken(String wanted, Engine engine, String expression, int count) {
    try (Stream<Atom> results = engine.stream(expression)) {
      String taken = results.limit(count).toList().toString();
      ProgramAnswers.unlessSame("what is taken of a stream", expression, wanted, taken);
    }
  }
}
