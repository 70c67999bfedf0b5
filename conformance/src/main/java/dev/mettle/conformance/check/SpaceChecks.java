package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.ir.opcode.Opcode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Programs whose compiled code asks spaces, in one row or several, and goes on with each. */
public final class SpaceChecks {

  /** So many facts more, since spaces keep many facts of one shape in another way than few. */
  private static final int MANY = 60;

  private SpaceChecks() {}

  /** The checks. */
  public static List<Check> all() {
    return List.of(
        program(
            "each row in order",
            """
            (edge a b) (edge a c) (edge a d) (edge b e)
            (= (next $x) (match &self (edge $x $y) (to $y)))
            !(next a) !(next b) !(next z) !(collapse (next a))
            """),
        program(
            "columns keep their places",
            """
            (row 1 2 3) (row 4 5 6)
            (= (turned) (match &self (row $a $b $c) ($c $a $b)))
            (= (outer $b) (match &self (row $a $b $c) ($a $c)))
            !(turned) !(outer 5) !(outer 7)
            """),
        program(
            "what is known is asked for",
            """
            (age ann 30) (age bob 40) (age cid 30)
            (= (of-age $n) (match &self (age $who $n) $who))
            (= (age-of $who) (match &self (age $who $n) $n))
            !(of-age 30) !(of-age 40) !(of-age 50) !(age-of bob) !(age-of dan)
            """),
        program(
            "rows under rows",
            """
            (edge a b) (edge a c) (edge b d) (edge c d) (edge d e)
            (= (two $x) (match &self (edge $x $y) (match &self (edge $y $z) (path $x $y $z))))
            (= (three $x) (let (path $a $b $c) (two $x) (match &self (edge $c $d) ($b $d))))
            !(two a) !(three a) !(two e)
            """),
        program(
            "facts that come and go",
            """
            (fact 1) (fact 2)
            (= (facts) (collapse (match &self (fact $x) $x)))
            (= (one-more $n) (let $_ (add-atom &self (fact $n)) (facts)))
            (= (one-less $n) (let $_ (remove-atom &self (fact $n)) (facts)))
            !(facts) !(one-more 3) !(one-less 1) !(one-more 1) !(one-less 7)
            """),
        program(
            "the space that is asked",
            """
            !(bind! &other (new-space))
            !(add-atom &other (fact b))
            (fact a)
            (= (in $space) (match $space (fact $x) $x))
            !(in &self) !(in &other)
            """),
        program(
            "a row that fails is none",
            """
            (edge a 1) (edge b 2) (edge c 3)
            (= (big) (match &self (edge $x $n) (if (> $n 1) $x (empty))))
            (= (first-big) (case (big) ((b yes) ($_ no) (Empty none))))
            !(big) !(first-big) !(collapse (first-big))
            """));
  }

  private static Check program(String label, String text) {
    return new EngineCheck(
        "spaces/" + label,
        Optional.empty(),
        EnumSet.of(Opcode.CALL, Opcode.SPACE_MATCH, Opcode.RETURN),
        harness -> {
          ProgramAnswers.check(harness, text);
          ProgramAnswers.check(harness, others() + text);
        });
  }

  private static String others() {
    return IntStream.range(0, MANY)
        .mapToObj(
            i ->
                "(edge from%d to%d) (row a%d b%d c%d) (age old%d older%d)\n"
                    .replace("%d", Integer.toString(i)))
        .collect(Collectors.joining());
  }
}
