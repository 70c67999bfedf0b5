package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.vm.tier.CompiledFunction;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.UnitRuns;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The functions of one program run on the interpreter and as compiled code in every combination:
 * what each hands to the other, values and alternatives, is what the tree-walker has.
 */
class MixedTiersTest {

  /** What has another name in each run. */
  private static final Pattern NAME = Pattern.compile("#\\d+|GroundingSpace-0x[0-9a-f]+");

  /** A program, and the functions that are interpreted or compiled. */
  enum Program {
    ROWS(
        List.of("bit 0", "bits 1", "ones 1", "main 1"),
        """
        (= (bit) 0)
        (= (bit) 1)
        (= (bits $n) (if (== $n 0) End (B (bit) (bits (- $n 1)))))
        (= (ones End) True)
        (= (ones (B 0 $rest)) False)
        (= (ones (B 1 $rest)) (ones $rest))
        (= (main $n) (let $bits (bits $n) (if (ones $bits) (found $bits) (empty))))
        !(main 3)
        !(collapse (bits 2))
        """),
    QUEENS(
        List.of("range 2", "next 2", "safe 3", "place 3"),
        """
        (= (range $from $to) (if (> $from $to) (empty) (superpose ($from (next $from $to)))))
        (= (next $from $to) (range (+ $from 1) $to))
        (= (safe $row $distance Nil) True)
        (= (safe $row $distance (Cons $other $others))
           (if (or (== $row $other)
                   (or (== $row (+ $other $distance)) (== $row (- $other $distance))))
               False
               (safe $row (+ $distance 1) $others)))
        (= (place $n $columns $board)
           (if (== $columns 0)
               $board
               (let $row (range 1 $n)
                 (if (safe $row 1 $board) (place $n (- $columns 1) (Cons $row $board)) (empty)))))
        !(place 4 4 Nil)
        """),
    EFFECTS(
        List.of("note 1", "both 1", "pick 1", "sum 1"),
        """
        !(bind! &count (new-state 0))
        (= (note $x)
           (let $_ (change-state! &count (+ 1 (get-state &count))) (let $u (println! $x) $x)))
        (= (both $n) (superpose ((note $n) (note (+ $n 1)) (+ (note $n) wrong))))
        (= (pick $n) (case (both $n) ((2 two) ($x (note (P $x))))))
        (= (sum $n) (if (== $n 0) (both 0) (+ (note $n) (sum (- $n 1)))))
        !(both 1)
        !(pick 1)
        !(sum 2)
        !(collapse (pick 2))
        !(get-state &count)
        """),
    VARIABLES(
        List.of("append 2", "split 1", "same 2", "pairs 1"),
        """
        (= (append Nil $y) $y)
        (= (append (Cons $x $xs) $y) (Cons $x (append $xs $y)))
        (= (split $l) (let $l (append ($h $t) Nil) no))
        (= (split $l) (let* (($p (P $a $b)) ($l (append $l Nil)) ($a $l)) $p))
        (= (same $x $x) yes)
        (= (same $x (Cons $x $y)) (first $y))
        (= (pairs $l) (let (Cons $x $rest) $l (superpose (($x $rest $new) (pairs $rest)))))
        !(append (Cons 1 (Cons $z Nil)) (Cons 2 Nil))
        !(split (Cons 1 Nil))
        !(same $a (Cons b Nil))
        !(pairs (Cons 1 (Cons $x (Cons 3 Nil))))
        !(let $q (append (Cons $l Nil) (Cons 2 Nil)) (let (Cons 3 $rest) $q ($l $q)))
        """),
    RULES(
        List.of("gen 0", "val 1", "act 1", "all 0"),
        """
        (= (gen) a)
        (= (gen) b)
        (= (val a) 1)
        (= (val b) 2.5)
        (= (act $x)
           (let $r (val $x) (let $_ (add-atom &self (= (val b) (seen $x))) (P $r (val $x)))))
        (= (all) (let $x (gen) (let $y (act $x) ($x $y (collapse (val $x))))))
        !(all)
        !(collapse (act b))
        !(val $any)
        """);

    private final List<String> functions;
    private final String text;

    Program(List<String> functions, String text) {
      this.functions = functions;
      this.text = text;
    }
  }

  private static List<String> lines(ProgramOutput output) {
    Map<String, String> names = new HashMap<>();
    return output.lines().stream()
        .map(
            line ->
                NAME.matcher(line)
                    .replaceAll(m -> names.computeIfAbsent(m.group(), n -> "#" + names.size())))
        .toList();
  }

  private static ProgramOutput run(String text, TierOptions options) {
    return ProgramOutput.of(Engine.builder().tierOptions(options), new SourceText("mixed", text));
  }

  private static ProgramOutput run(String text, Set<String> interpreted) {
    return run(
        text,
        TierOptions.DEFAULT
            .withCallThreshold(0)
            .withSynchronous(true)
            .withBackend("javassist")
            .withRuns(UnitRuns.DEFAULT.withInterpreted(interpreted)));
  }

  @ParameterizedTest
  @EnumSource
  void everyCombinationGivesTheSame(Program program) {
    List<String> wanted = lines(run(program.text, Configuration.TREE.options()));
    int count = program.functions.size();
    for (int mask = 0; mask < 1 << count; mask++) {
      Set<String> interpreted = new HashSet<>();
      for (int i = 0; i < count; i++) {
        if ((mask >> i & 1) != 0) {
          interpreted.add(program.functions.get(i));
        }
      }
      ProgramOutput found = run(program.text, interpreted);
      assertEquals(wanted, lines(found), interpreted.toString());
      Set<String> compiled =
          found.tiers().functions().stream()
              .filter(f -> f.state().startsWith("compiled"))
              .map(CompiledFunction::name)
              .collect(Collectors.toSet());
      interpreted.forEach(function -> assertFalse(compiled.contains(function), function));
      assertTrue(interpreted.size() + compiled.size() >= count - 1, compiled.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void generatedProgramsGiveTheSame(long seed) {
    String text = OpenAlternatives.program(seed);
    List<String> wanted = lines(run(text, Configuration.TREE.options()));
    Random random = new Random(seed);
    List<String> functions =
        List.of("gen 0", "val 1", "pair 2", "rows 1", "act0 1", "act1 1", "run 1", "both 1");
    Set<String> interpreted =
        functions.stream().filter(f -> random.nextBoolean()).collect(Collectors.toSet());
    ProgramOutput found = run(text, interpreted);
    assertEquals(wanted, lines(found), interpreted.toString());
  }
}
