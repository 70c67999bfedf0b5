package dev.mettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.tier.Tier;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Program text may be nested as deeply as memory allows: here each form a hundred thousand times,
 * in a thread whose stack is small.
 */
@Timeout(300)
class DeepFormsTest {

  private static final int DEPTH = 100_000;

  /** Hardly more than the first program needs. */
  private static final long SMALL_STACK = 192 * 1024;

  /** So deep is a rule that still becomes code as a whole. */
  private static final int LOWERED = 200;

  private static final long MOST_NANOS = 2_000_000_000L;

  /** What is before, in, and after the innermost form. */
  record Form(String before, String core, String after, String value) {
    /**
     * A form that has a variable, put in everywhere, is nested less: that copies what is inside.
     */
    int depth() {
      return before.contains("@") ? DEPTH / 100 : DEPTH;
    }

    String text() {
      return text(depth());
    }

    String text(int depth) {
      String opening =
          IntStream.range(0, depth)
              .mapToObj(i -> before.replace("@", Integer.toString(i)))
              .collect(Collectors.joining());
      return opening + core + after.repeat(depth);
    }
  }

  private static final List<Form> FORMS =
      List.of(
          new Form("(let $x 1 ", "done", ")", "done"),
          new Form("(let* (($x 1)) ", "done", ")", "done"),
          new Form("(case 1 ((1 ", "done", ")))", "done"),
          new Form("(case ", "1", " (($c $c)))", null),
          new Form("(if True ", "done", " no)", "done"),
          new Form("(if ", "True", " True False)", "True"),
          new Form("(switch 1 ((1 ", "done", ")))", "done"),
          new Form("(unify a a ", "done", " no)", "done"),
          new Form("(chain (eval (pass 1)) $k@ ", "done", ")", null),
          new Form("(eval ", "(pass done)", ")", null),
          new Form("(function (return ", "done", "))", null),
          new Form("(collapse ", "(pass done)", ")", null),
          new Form("(superpose (", "done", "))", null),
          new Form("(map-atom (1) $m@ ", "done", ")", null),
          new Form("(filter-atom ", "(1)", " $x (eval (pass True)))", null),
          new Form(
              "(filter-atom (1) $m@ (chain (metta ",
              "(pass True)",
              " %Undefined% &self) $u (eval (pass True))))",
              null),
          new Form("(foldl-atom (1) 0 $l@ $r@ ", "done", ")", null),
          new Form("(quote ", "done", ")", null),
          new Form("(noeval ", "done", ")", null),
          new Form("(pass ", "done", ")", "done"),
          new Form("(+ 1 ", "1", ")", Integer.toString(DEPTH + 1)),
          new Form("(and True ", "True", ")", "True"),
          new Form("(not ", "True", ")", "True"),
          new Form("(S ", "x", ")", null),
          new Form("(S ", "$open", ")", null),
          new Form("(", "x", ")", null),
          new Form("(", "x", " y)", null),
          new Form("(", "$open", " y)", null));

  /** Forms whose lowering finds out something about each of their variables. */
  private static final List<Form> DEMANDING =
      List.of(
          new Form("(let $v@ (pass $y) (+ $v@ ", "$y", "))", null),
          new Form("(let $v@ (pass $y) (if (> $v@ 0) ", "$y", " no))", null),
          new Form("(let $v@ (pass $y) (let (p $w@ $v@) (p $u@ $y) ", "$y", "))", null));

  /** Each of the levels with a variable as head begins where its code is put off. */
  private static final Form HEADS =
      new Form(
          "",
          ("($y " + "(S ".repeat(11)).repeat(LOWERED / 12) + "x" + ")".repeat(LOWERED / 12 * 12),
          "",
          null);

  /** How a function may go on with a call of itself. */
  private static final List<String> LAST_STEPS =
      List.of(
          "(eval (f $m))",
          "(chain (eval (f $m)) $r (return $r))",
          "(chain (metta (f $m) %Undefined% &self) $r (return $r))",
          "(chain (evalc (f $m) &self) $r (return $r))",
          "(chain (collapse-bind (eval (f $m))) $r (chain (superpose-bind $r) $s (return $s)))");

  static Stream<Arguments> programs() {
    List<Arguments> all = new ArrayList<>();
    for (Tier tier : List.of(Tier.TREE, Tier.VM)) {
      for (Form form : FORMS) {
        String end = form.value == null ? "[ok]" : "[(got " + form.value + ")]";
        String use = form.value == null ? "(let $result %s ok)" : "(let $result %s (got $result))";
        String name = form.before + ".." + form.after;
        all.add(program(tier, name, () -> "!" + use.formatted(form.text()), end));
        all.add(
            program(
                tier,
                "in a rule: " + name,
                () -> "(= (f $y) " + form.text() + ") !" + use.formatted("(f 1)"),
                end));
      }
      all.add(
          program(tier, "let* of many pairs", () -> "(= (f $y) " + pairs() + ") !(f 1)", "[7]"));
      all.add(program(tier, "let* at once", () -> "!" + pairs(), "[7]"));
      for (String last : LAST_STEPS) {
        String rule = "(= (f $n) (function (unify $n 0 (return done) (chain (eval (- $n 1)) $m ";
        String call = " !(case (f " + DEPTH + ") (((Error $call NoReturn) done) ($r $r)))";
        all.add(program(tier, "calls: " + last, () -> rule + last + "))))" + call, "[done]"));
      }
      String pattern = "(S ".repeat(DEPTH) + "$p" + ")".repeat(DEPTH);
      String value = pattern.replace("$p", "done");
      all.add(
          program(tier, "a head", () -> "(= (f " + pattern + ") $p) !(f " + value + ")", "[done]"));
      all.add(
          program(
              tier,
              "a pattern of let",
              () -> "(= (f $y) (let " + pattern + " $y $p)) !(f " + value + ")",
              "[done]"));
      String type = "(L ".repeat(DEPTH) + "%s" + ")".repeat(DEPTH);
      all.add(
          program(
              tier,
              "a type",
              () ->
                  "(: f (-> "
                      + type.formatted("$t")
                      + " $t)) (: a "
                      + type.formatted("A")
                      + ") (= (f $x) done) !(get-type (f a)) !(f a)",
              "[A][done]"));
      all.add(
          program(
              tier,
              "a conjunction",
              () ->
                  "(fact 1) !(match &self "
                      + "(, (fact $n) ".repeat(DEPTH)
                      + "(fact 1)"
                      + ")".repeat(DEPTH)
                      + " $n)",
              "[1]"));
    }
    return all.stream();
  }

  /** A program, which is only written when it is its turn. */
  private static Arguments program(Tier tier, String name, Supplier<String> text, String results) {
    return Arguments.of(tier, name, text, results);
  }

  /** As many as code can have locals, nearly. */
  private static String pairs() {
    return IntStream.range(0, 60_000)
        .mapToObj(i -> "($v" + i + " " + i + ")")
        .collect(Collectors.joining(" ", "(let* (", ") $v7)"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("programs")
  void runs(Tier tier, String name, Supplier<String> program, String results)
      throws InterruptedException {
    List<String> seen = new ArrayList<>();
    Thread thread =
        new Thread(null, () -> seen.add(run(tier, program.get())), "small stack", SMALL_STACK);
    thread.start();
    thread.join();
    assertEquals(List.of(results), seen, name);
  }

  /** Code for each of some hundred levels, which know of all that is inside, is made in no time. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void isLoweredInNoTime(String name, Form form) {
    Engine engine = Engine.builder().tier(Tier.VM).build();
    engine.run(new SourceText("rules", "(= (pass $x) $x)"), r -> {});
    String rule = "(= (f $y) " + form.text(LOWERED) + ") !(let $result (f 1) ok)";
    StringBuilder results = new StringBuilder();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    engine.run(new SourceText("test", rule), r -> results.append(shown(r)));
    long nanos = threads.getCurrentThreadCpuTime() - before;
    assertEquals("[ok]", results.toString(), name);
    assertTrue(nanos < MOST_NANOS, () -> name + ": " + nanos / 1_000_000 + " ms");
  }

  static Stream<Arguments> forms() {
    return Stream.concat(
        Stream.concat(FORMS.stream(), DEMANDING.stream())
            .map(form -> Arguments.of(form.before + ".." + form.after, form)),
        Stream.of(Arguments.of("variables as heads", HEADS)));
  }

  private static String run(Tier tier, String program) {
    StringBuilder results = new StringBuilder();
    try {
      Engine engine = Engine.builder().tier(tier).build();
      engine.run(new SourceText("rules", "(= (pass $x) $x)"), r -> {});
      engine.run(new SourceText("test", program), r -> results.append(shown(r)));
    } catch (RuntimeException e) {
      return e.toString();
    }
    return results.toString();
  }

  private static String shown(List<Atom> results) {
    String text = results.toString();
    assertTrue(text.length() < 10_000, () -> text.substring(0, 200));
    return text;
  }
}
