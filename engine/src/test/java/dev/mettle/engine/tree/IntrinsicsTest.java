package dev.mettle.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.lower.program.SpecialForm;
import dev.mettle.vm.tier.Tier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is computed directly gives what the library's rules give. A function with a rule of the
 * program's own is always left to the rules; so each program runs once as it is, and once behind
 * rules that never match, not even variables (which must not occur in what they are bound to). The
 * same calls give the same as the bodies of rules, of which the virtual machine makes code.
 */
class IntrinsicsTest {

  private static final String RULES_ONLY =
      """
      (= (if $x (no-such $x) $x) unused)
      (= (let $x $value (no-such $x a b c)) unused)
      (= (let* no-such $template) unused)
      (= (case no-such no-such) unused)
      (= (switch no-such no-such) unused)
      (= (id no-such) unused)
      (= (quote no-such) unused)
      (= (collapse no-such) unused)
      (= (car-atom no-such) unused)
      (= (cdr-atom no-such) unused)
      (= (map-atom no-such $v $t) unused)
      (= (filter-atom no-such $v $t) unused)
      (= (foldl-atom no-such $i $a $b $t) unused)
      (= (atom-subst $a $v (no-such $a $v)) unused)
      """;

  /** Programs with calls of each function, also such that go wrong. */
  private static final List<String> PROGRAMS =
      List.of(
          "!(if True 1 2) !(if False 1 2) !(if (> 2 1) (+ 1 1) (println! never))",
          "!(if 5 1 2) !(if (foo) 1 2) !(+ 1 (if True \"a\" 3)) !(if (/ 1 0) yes no) !(if True)",
          "(= (b) True) (= (b) False) !(if (b) yes no) !(if True (superpose (1 2)) 3)",
          "!(let $x (+ 1 2) ($x $x)) !(let ($x $y) (1 2) ($y $x)) !(let (a $y) (b 2) $y)",
          "(= (f 1) one) (= (f 2) two) !(let $r (f $x) ($x $r)) !(let $x (empty) $x)",
          "!(let $x (Error a b) 5) !(let 5 (superpose (5 6 5)) yes) !(let $x $y (h $x $y))",
          "!(let* (($a 1) ($b (+ $a 1))) ($a $b)) !(let* () done) !(let* (($a (superpose (1 2))))"
              + " $a)",
          "!(case (+ 1 1) ((1 one) (2 two) ($other many))) !(case (empty) ((Empty none) ($x"
              + " some)))",
          "!(case (superpose (1 2 3)) ((1 one) ($x (other $x)))) !(case 5 ((1 one)))",
          "!(case (empty) (($x (some $x)) (Empty e))) !(case (/ 1 0) (((Error $c $m) $m)))",
          "!(switch 2 ((1 one) (2 two))) !(switch (+ 1 1) ((2 no) ((+ 1 1) yes))) !(switch a ())",
          "!(id (+ 1 2)) !(id (superpose (1 2))) !(quote (+ 1 2)) !(noeval (+ 1 2)) !(id)",
          "(= (c) red) (= (c) green) !(collapse (c)) !(collapse (empty)) !(size-atom (collapse"
              + " (c)))",
          "(= (e) (Error a b)) !(collapse (e)) !(let $r (collapse (superpose (1 2 (+ 1 2)))) $r)",
          "!(car-atom (a b)) !(car-atom ()) !(car-atom ((+ 1 2) b)) !(cdr-atom (a b c)) !(cdr-atom"
              + " ())",
          "!(cdr-atom (a (+ 1 2))) !(let $x (cdr-atom (1 2)) $x) !(car-atom a) !(cdr-atom (a))",
          "!(map-atom (1 2 3) $x (+ $x 1)) !(map-atom () $x $x) !(map-atom a $x $x)",
          "!(map-atom (a (b c) $y) $x (f $x $z $z)) !(map-atom (1 2) $x (eval (/ $x 0)))",
          "!(map-atom ((superpose (1 2)) 3) $x (eval $x)) !(map-atom (1 2) $x (eval (empty)))",
          "!(map-atom (1 2) $x (eval (superpose ($x z)))) !(map-atom ((function (return 5)) 2) $x"
              + " (g $x))",
          "!(map-atom (1 2 3) $x (eval (println! $x))) !(map-atom (Empty (Error a b)) $x $x)",
          "!(let $x $y (map-atom ($x 2) $v (q $v $y))) !(let $l (1 2) (map-atom $l $x (h $x)))",
          "!(filter-atom (1 2 3 4) $v (eval (> $v 2))) !(filter-atom () $v True) !(filter-atom (1)"
              + " $v $v)",
          "!(filter-atom (1 2 3) $v (eval (superpose (True False)))) !(filter-atom (1 2) $v (eval"
              + " (noeval $w)))",
          "!(filter-atom (1 2) $v (> $v 1)) !(filter-atom (1 2) $v (eval (println! $v)))",
          "!(foldl-atom (1 2 3) 0 $a $b (+ $a $b)) !(foldl-atom () (+ 1 2) $a $b (+ $a $b))",
          "!(foldl-atom (1 2) 0 $a $b (superpose ((+ $a $b) (* $a $b))))",
          "!(foldl-atom (1 2) x $a $b (pair $a $b $free)) !(foldl-atom (1 2) 0 $a $b (/ $b $a))",
          "!(foldl-atom (1 2) (function (return 7)) $a $b (+ $a $b))",
          "(= (f $l) (foldl-atom $l $i $i $x (let a $i a))) !(f (3))",
          "!(foldl-atom (1 2 3) $b $a $b (p $a $b)) !(foldl-atom a 0 $a $b $a)",
          "!(unify (a $x) (a b) (yes $x) no) !(unify a b yes (+ 1 2)) !(unify $x (f $x) yes no)",
          "!(cons-atom (+ 1 2) (b)) !(cons-atom a b) !(decons-atom (a b)) !(decons-atom ())"
              + " !(cons-atom)",
          "!(superpose ((+ 1 2) b)) !(superpose ()) (fact 1) (fact 2) !(match &self (fact $x) (f"
              + " $x))",
          "!(match &self (none $x) $x) !(superpose a) !(match a $x $x) !(decons-atom a)");

  static List<String> programs() {
    return PROGRAMS;
  }

  private static List<String> run(WalkedProgram program, String before, String text) {
    List<String> results = program.run(before + text);
    return List.of(String.join("\n", results), String.join("\n", program.lines()));
  }

  /** Of variables that are one, either name may be kept: variables are numbered as they occur. */
  private static List<String> unnamed(List<String> results) {
    Map<String, String> names = new HashMap<>();
    return results.stream()
        .map(
            text ->
                Pattern.compile("\\$[a-z]+#?")
                    .matcher(text)
                    .replaceAll(
                        found ->
                            names.computeIfAbsent(
                                found.group(), name -> "variable" + names.size())))
        .toList();
  }

  /** Each call stands in a rule, where the virtual machine has made code of it. */
  private static List<String> inRules(Tier tier, String before, String text) {
    WalkedProgram program = new WalkedProgram(tier);
    program.wrapInRules();
    return run(program, before, text);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void allWaysGiveTheSame(String text) {
    assertEquals(run(new WalkedProgram(), RULES_ONLY, text), run(new WalkedProgram(), "", text));
    List<String> byRules = inRules(Tier.TREE, RULES_ONLY, text);
    assertEquals(byRules, inRules(Tier.TREE, "", text));
    assertEquals(unnamed(byRules), unnamed(inRules(Tier.VM, "", text)));
  }

  /** No form is left out. */
  @ParameterizedTest
  @EnumSource(SpecialForm.class)
  void thereAreProgramsForEachForm(SpecialForm form) {
    String call = "(" + form.functionName() + " ";
    assertTrue(PROGRAMS.stream().anyMatch(text -> text.contains(call)), call);
    if (form.meaning() == SpecialForm.Meaning.RULES && form != SpecialForm.NOEVAL) {
      assertTrue(RULES_ONLY.contains("(= " + call), call);
    }
  }

  @Test
  void aRuleOfTheProgramAddsAResult() {
    assertEquals(
        List.of("mine 1", "mine ((f 1))"),
        new WalkedProgram()
            .run(
                """
                (= (if True $a $b) mine)
                (= (map-atom (1) $v $t) mine)
                !(if True 1 2)
                !(map-atom (1) $x (f $x))
                """));
  }

  /** What the rules call counts too, and it counts from the moment it changes. */
  @Test
  void aRuleForWhatTheRulesCallIsSeen() {
    WalkedProgram program = new WalkedProgram();
    String call = "!(map-atom (1) $x (f $x))";
    List<String> before = program.run(call);
    assertEquals(List.of("((f 1))"), before);
    List<String> after = program.run("(= (atom-subst $a $v $t) mine) " + call);
    assertNotEquals(before, after);
    assertEquals(
        "((f 1))",
        program.run("!(remove-atom &self (= (atom-subst $a $v $t) mine))" + call).get(1));
  }
}
