package dev.mettle.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes programs whose alternatives change what the others mean: rules and types come and go while
 * choice points that tried them are open, spaces of their own are asked, a module is imported in
 * the middle. All of them end.
 */
final class OpenAlternatives {

  /** A module that the programs import. */
  static final String MODULE =
      """
      (= (val d) imported)
      (= (gen) d)
      """;

  private final Random random;
  private int serial;

  private OpenAlternatives(long seed) {
    random = new Random(seed);
  }

  /** The program of a seed. */
  static String program(long seed) {
    return new OpenAlternatives(seed).program();
  }

  private String program() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "!(bind! &other (new-space))",
                "!(add-atom &other (= (val $x) (other $x)))",
                "!(add-atom &other (fact a))",
                "!(add-atom &other (fact b))",
                "(= (gen) a)",
                "(= (gen) b)",
                "(= (gen) c)",
                "(= (val a) 1)",
                "(= (val b) 2)",
                "(= (val c) 3)",
                "(= (pair $x $y) (P $x $y))",
                "(= (rows $n) (if (== $n 0) End (R (gen) (rows (- $n 1)))))"));
    if (random.nextInt(3) == 0) {
      lines.add("(: val (-> Atom %Undefined%))");
    }
    int acts = 2 + random.nextInt(2);
    for (int i = 0; i < acts; i++) {
      lines.add("(= (act%d $x) %s)".formatted(i, action("$x", 2)));
    }
    lines.add("(= (run $f) (let $x (gen) (let $r ($f $x) ($x $r (val $x)))))");
    lines.add("(= (both $x) (superpose ((act0 $x) (act1 $x))))");
    for (int i = 0; i < 6; i++) {
      lines.add("!" + query(acts));
    }
    lines.add("!(collapse (match &self (= (val $x) $y) ($x $y)))");
    return String.join("\n", lines);
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String name() {
    return pick("a", "b", "c", "d");
  }

  private String change() {
    return switch (random.nextInt(8)) {
      case 0 -> "(add-atom &self (= (val %s) %d))".formatted(name(), 10 + serial++);
      case 1 -> "(remove-atom &self (= (val a) 1))";
      case 2 -> "(remove-atom &self (= (val b) 2))";
      case 3 -> "(add-atom &self (= (gen) e%d))".formatted(serial++);
      case 4 -> "(remove-atom &self (= (gen) c))";
      case 5 -> "(%s &self (: val (-> Atom Number)))".formatted(pick("add-atom", "remove-atom"));
      case 6 -> "(add-atom &other (= (val %s) %d))".formatted(name(), 10 + serial++);
      default -> "(import! &self extra)";
    };
  }

  private String action(String x, int depth) {
    if (depth == 0) {
      return pick(x, "(val " + x + ")", "(val " + name() + ")", "1", "(val $any)");
    }
    String inner = action(x, depth - 1);
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> "(let $_ %s %s)".formatted(change(), inner);
      case 3 -> "(superpose (%s %s))".formatted(inner, action(x, depth - 1));
      case 4 -> "(evalc (val %s) &other)".formatted(x);
      case 5 -> "(collapse %s)".formatted(inner);
      case 6 -> "(case %s ((1 one) (2 (val b)) ($o (got $o))))".formatted(inner);
      case 7 -> "(if (== %s a) %s %s)".formatted(x, inner, pick("(empty)", "(Error x bad)", x));
      case 8 -> "(unify %s a %s (val %s))".formatted(x, inner, x);
      case 9 -> "(let $w (val $v) (pair $v %s))".formatted(inner);
      case 10 -> "(match &other (fact $z) (pair $z %s))".formatted(inner);
      default -> "(pair %s (val %s))".formatted(inner, x);
    };
  }

  private String query(int acts) {
    String act = "act" + random.nextInt(acts);
    return switch (random.nextInt(7)) {
      case 0 -> "(run " + act + ")";
      case 1 -> "(collapse (run both))";
      case 2 -> "(let $x (gen) (%s $x))".formatted(act);
      case 3 -> "(collapse (let $r (rows 2) (pair $r (val a))))";
      case 4 -> "(let $v (val $x) (pair $x (%s $x)))".formatted(act);
      case 5 -> "(case (run %s) ((($a $b $c) (pair $b $c)) ($o $o)))".formatted(act);
      default -> "(let $x (superpose (a b)) (evalc (%s $x) &self))".formatted(act);
    };
  }
}
