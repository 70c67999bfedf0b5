package dev.mettle.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.vm.tier.Tier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Code gives the answers of the tree-walker, above all where it leaves its fast road. */
class CodeAgreesTest {

  private static final String[] PROGRAMS = {
    // Arguments that are no numbers leave the fast road before anything has happened.
    """
    (= (twice $x) (* $x 2))
    !(twice 4) !(twice 2.5) !(twice a) !(twice $y) !(twice (+ 1 1)) !(twice (foo))
    """,
    "(= (f $n) (if (< $n 2) $n (+ (f (- $n 1)) (f (- $n 2))))) !(f 15) !(f x) !(f 2.5)",
    "(= (f $n) (if (< $n 2) $n (+ (f (- $n 1)) (f (- $n 2))))) !(f \"s\")",
    // Results of calls are held against the type that is expected.
    "(= (f) \"str\") (= (g) (f)) !(+ 1 (g))",
    "(= (f) \"str\") !(+ (f) (* 3 2))",
    "(: f (-> Number)) (: b (-> Bool)) (= (b) (f)) !(b)",
    "(: at (-> Number Atom)) (= (at $x) (+ $x 1)) !(at 3) !(* (at 3) 2)",
    "(: w (-> Number Number)) (= (w $x) \"a\") (= (u) (w 1)) !(u)",
    // Conditions that are variables or data.
    "(= (c $x) (if $x yes no)) !(c True) !(c $v) !(c unknown) !(let $r (c $v) ($r $v))",
    "(= (d $x) (if (p $x) (+ 1 2) (+ 2 3))) !(d 1) (= (p 2) True) !(d 2)",
    // Errors count only if no sibling succeeds, in every position.
    "(= (e) (Error a b)) (= (e) 1) (= (e) (Error c d)) !(e) !(pair (e) (e)) !(let $x (e) ($x))",
    "(= (e) (Error a b)) (= (e) (Error c d)) !(pair (e))",
    "(= (k $x) (h (if (== $x 1) (superpose ((Error a b) 2)) 3))) !(k 1) !(k 2)",
    "(= (k) (h (superpose ((Error a b) (Error c d))))) !(k)",
    "(= (k) (h (let ($a $b) (superpose ((1 2) (3 4))) (superpose ($a (Error $b x)))))) !(k)",
    "(= (k) (case (superpose (1 2 3)) ((1 one) (2 (Error two x)) ($o (other $o))))) !(pair (k))",
    "(= (k $x) (case (match &self (v $x $y) $y) (($y (got $y)) (Empty none)))) (v 1 2) !(k 1) !(k"
        + " 2)",
    "(= (k) (case (empty) (($x (some $x)) (Empty e)))) !(k)",
    // Bindings flow to the caller and to siblings.
    "(= (green Fritz) T) (= (who $x) ($x (green $x))) !(who $z) !($x (green $x))",
    "(= (q $a (S $a)) yes) !(let yes (q $w $z) ($w $z))",
    "(= (same $x $x) yes) (= (same $x $y) no) !(same 1 1) !(same 1 2) !(same (a $b) (a 2))",
    """
    (= (add Z $y) $y) (= (add (S $x) $y) (S (add $x $y)))
    !(add (S (S Z)) (S Z)) !(let (add $a $b) (add (S Z) $c) ($a $b))
    """,
    "(= (f ($h $t)) ($t $h)) (= (f (A $x)) (got $x)) !(f (1 2)) !(f (A 1)) !(f ($v 1)) !(f B)",
    "(= (f 1) one) (= (f 1.0) float) (= (f $x) any) !(f 1) !(f 1.0) !(f 2) !(f $v)",
    "(= (f ()) nil) (= (f ($x)) one) (= (f ($x $y)) two) !(f ()) !(f (a)) !(f (a b)) !(f c)",
    // Heads that are known only at run time.
    "(= (ap $f $a) ($f (+ 1 $a))) !(ap quote 2) !(ap foo 2) !(ap abs-math -5)",
    "(= ((curry $f $x) $y) ($f $x $y)) !((curry + 1) 2) !((if True + -) 1 2)",
    // Two rules, both of which match; rules for any head and for anything.
    "(= (f $x) a) (= (f 1) b) (= ($g 1) (any $g)) !(f 1) !(h 1) !(f 2)",
    "(= (f) NotReducible) (= (g) 1) (= (g) NotReducible) !(f) !(g) !(h (g))",
    "(= (f) Empty) (= (g $x) $x) !(f) !(g Empty) !(h (g Empty)) !(g NotReducible)",
    "(= (f $x) (function (chain (eval (+ $x 1)) $y (return (* $y 2))))) !(f 2) !(+ 1 (f 3))",
    // Lists.
    "(= (m $l) (map-atom $l $x (+ $x 1))) !(m (1 2 3)) !(m ()) !(m a)",
    "(= (s $l) (foldl-atom $l 0 $a $b (+ $a $b))) !(s (1 2 3)) !(s ())",
    "(= (f $l) (foldl-atom $l $i $i $x (let a $i a))) !(f (3))",
    "(= (g) (let a a NotReducible)) !(g) (= (h $x) (let $y $x $y)) !(h NotReducible) !(k (h 5))",
    "(= (u $x) (collapse $x)) !(u Empty) !(u NotReducible) !(u (u Empty)) !(union Empty a)",
    "(= (er $x) (pair (collapse $x))) !(er (car-atom (Error))) !(union a (car-atom (Error)))",
    "(= (er $x) (pair (cons-atom $x (a b)))) !(er Error) !(er b) (= (e2 $x) (let $y (cdr-atom $x)"
        + " (p $y)))",
    "(= (e2 $x) (let $y (cdr-atom $x) (p $y))) !(e2 (1 Error 2)) !(e2 (1 2))",
    "(= (c $l) (let $h (car-atom $l) (let $t (cdr-atom $l) (cons-atom $h $t)))) !(c (1 2)) !(c ())",
    "(= (c $a $b) (cons-atom $a $b)) !(c 1 (2)) !(c 1 2) !(c 1 x)",
    // What changes while code runs is seen by what comes next.
    "(= (f $x) (let $_ (add-atom &self (: gg (-> String Number))) (gg 5))) !(f 1)",
    "(= (f) (let $_ (add-atom &self (= (n) 1)) (n))) !(n) !(f) !(n)",
    "(= (f) 1) (= (g) (let $_ (remove-atom &self (= (f) 1)) (f))) !(f) !(g) !(f)",
    "(= (g) (let $_ (add-atom &self (= (if $c $a $b) mine)) (if True 1 2))) !(g) !(if False 1 2)",
    "(= (w $x) (match &self (= (w2) $b) $b)) (= (w2) 1) !(w 1) (= (w2) 2) !(w 1)",
    """
    (= (h) 0)
    (= (lp $n) (if (== $n 0) (h) (let $_ (add-atom &self (= (h) $n)) (lp (- $n 1)))))
    !(lp 5)
    """,
    "(= (p $x) (let $y (superpose (1 2)) (let $_ (add-atom &self (= (r) $y)) (r)))) !(p 1)",
    // Types with variables.
    """
    (: Nil (List $t)) (: Cons (-> $t (List $t) (List $t))) (: len (-> (List $t) Number))
    (= (len Nil) 0) (= (len (Cons $h $t)) (+ 1 (len $t)))
    !(len (Cons 1 (Cons 2 Nil))) !(len (Cons 1 (Cons a Nil))) !(len (Cons 1 (Cons "s" Nil)))
    """,
    "(: f (-> Number Number)) (: f (-> String String)) (= (f $x) $x) !(f 1) !(f \"a\") !(f True)",
    "(= (eq $x $y) (== (quote $x) (quote $y))) !(eq $v $w) !(eq $v $v) !(noreduce-eq $v $w)",
    "(= (f $x $y) (== $x $y)) !(f 1 1) !(f 1 \"a\") !(f a 1) !(f (g) 1)",
    // Integers of any size, division by zero.
    "(= (sq $x) (* $x $x)) !(sq (sq (sq (sq 12345)))) (= (d $x) (/ 10 $x)) !(d 3) !(pair (d 0))",
    "(= (sm $n) (if (== $n 0) 0 (+ $n (sm (- $n 1))))) !(sm 3000)",
    "(= (ev $n) (if (== $n 0) True (od (- $n 1)))) (= (od $n) (if (== $n 0) False (ev (- $n 1))))"
        + " !(ev 5001)",
  };

  @TestFactory
  Stream<DynamicTest> programs() {
    return Arrays.stream(PROGRAMS)
        .map(
            program ->
                DynamicTest.dynamicTest(
                    program,
                    () ->
                        assertEquals(
                            new WalkedProgram(Tier.TREE).run(program),
                            new WalkedProgram(Tier.VM).run(program))));
  }

  @Test
  void aDeepRecursionCostsHeapAlone() {
    WalkedProgram program = new WalkedProgram(Tier.VM);
    assertEquals(
        java.util.List.of("500000500000"),
        program.run("(= (sm $n) (if (== $n 0) 0 (+ $n (sm (- $n 1))))) !(sm 1000000)"));
  }

  /** Each choice point copies a frame up; a loop has to come down again. */
  @Test
  void aLoopThroughChoicesDoesNotClimb() {
    WalkedProgram program = new WalkedProgram(Tier.VM);
    program.run(
        "(= (lp $n) (case (== $n 0) ((True done) (False (lp (- $n 1)))))) !(lp 1000) !(lp 100000)");
    assertEquals(java.util.List.of("done"), program.run("!(lp 200000)"));
    assertEquals(0, program.machine().frozenTop());
  }
}
