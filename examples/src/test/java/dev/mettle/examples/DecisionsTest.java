package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The points in which this engine decides otherwise than the implementation that the golden answers
 * come from; on every tier, and where results have an order, in that order. Those about modules are
 * tested with the modules.
 */
class DecisionsTest {

  private static void answers(String program, String... expected) {
    for (Configuration configuration : Configuration.values()) {
      List<String> results = new ArrayList<>();
      try {
        configuration
            .engine()
            .build()
            .run(new SourceText("decision", program), list -> results.add(list.toString()));
      } catch (SyntaxException e) {
        throw new AssertionError(e);
      }
      assertEquals(List.of(expected), results, configuration.name());
    }
  }

  @Test
  void integersAreExact() {
    answers(
        """
        !(* 9223372036854775807 2)
        !(- (* 9223372036854775807 2) 18446744073709551604)
        ! 100000000000000000000
        !(/ -9223372036854775808 -1)
        """,
        "[18446744073709551614]",
        "[10]",
        "[100000000000000000000]",
        "[9223372036854775808]");
  }

  @Test
  void remainderByZeroIsAnError() {
    answers("!(% 5 0)", "[(Error (% 5 0) DivisionByZero)]");
  }

  @Test
  void resultsComeInNaturalOrder() {
    answers(
        """
        (= (f) 1)
        (= (f) 2)
        (= (f) 3)
        (= (g) (f))
        !(f)
        !(g)
        !(let $x (superpose (1 2 3)) ($x (superpose (a b))))
        """,
        "[1, 2, 3]",
        "[1, 2, 3]",
        "[(1 a), (1 b), (2 a), (2 b), (3 a), (3 b)]");
  }

  @Test
  void alternativesRunLazily() {
    answers(
        """
        (= (g 1) a)
        (= (g $x) (let () (add-atom &self (= (h) 1)) b))
        !((g 1) (h))
        """,
        "[(a (h)), (b 1)]");
  }

  @Test
  void spacesAndExpressionsMayBeLarge() {
    int size = 3000;
    String numbers =
        IntStream.range(0, size).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    String facts =
        IntStream.range(0, size)
            .mapToObj(i -> "(key" + i + " " + i + ")\n")
            .collect(Collectors.joining());
    answers(
        facts
            + "!(match &self (key2999 $n) $n)\n"
            + "!(size-atom ("
            + numbers
            + "))\n"
            + "(long "
            + numbers
            + ")\n!(match &self (long "
            + numbers
            + ") found)\n",
        "[2999]",
        "[3000]",
        "[found]");
  }

  @Test
  void recursionIsBoundedByTheHeap() {
    answers(
        """
        (= (sum $n) (if (== $n 0) 0 (+ $n (sum (- $n 1)))))
        !(sum 100000)
        """,
        "[5000050000]");
  }

  @Test
  void stackDepthKeepsItsMeaning() {
    answers(
        """
        (= (f) 1)
        !(pragma! max-stack-depth 15)
        !(f)
        """,
        "[()]",
        "[1]");
  }

  @Test
  void resultListsAreHandedOverAtOnce() throws Exception {
    List<String> events = new ArrayList<>();
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            events.add(line);
          }
        };
    Engine engine = Engine.builder().out(out).build();
    engine.run(
        new SourceText("order", "!(+ 1 2)\n!(println! later)"),
        results -> events.add(results.toString()));
    assertEquals("[3]", events.get(0));
  }

  @Test
  void whatComesBeforeAnInfiniteBranchIsSeen() throws Exception {
    CountDownLatch lines = new CountDownLatch(5);
    PrintStream out =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) {
                if (b == '\n') {
                  lines.countDown();
                }
              }
            },
            true,
            StandardCharsets.UTF_8);
    String program =
        """
        (= (count $n) $n)
        (= (count $n) (count (+ $n 1)))
        !(let $n (count 0) (println! $n))
        """;
    Thread runner =
        new Thread(
            () -> {
              try {
                Engine.builder()
                    .out(out)
                    .build()
                    .run(new SourceText("endless", program), results -> {});
              } catch (RuntimeException e) {
                // It is interrupted below.
              }
            });
    runner.setDaemon(true);
    runner.start();
    assertTrue(lines.await(60, TimeUnit.SECONDS));
    runner.interrupt();
  }

  @Test
  void errorsAreHeldBackUntilNoSiblingSucceeded() {
    answers(
        """
        !(superpose ((Error a b) 1))
        !(superpose ((Error a b) (Error c d)))
        """,
        "[1]",
        "[(Error a b), (Error c d)]");
  }

  @Test
  void queriesFindNumbersAsUnifyDoes() {
    answers(
        """
        (n 1)
        (m 2.0)
        !(match &self (n 1.0) found)
        !(match &self (m 2) found)
        !(unify (n 1) (n 1.0) found no)
        """,
        "[found]",
        "[found]",
        "[found]");
  }

  @Test
  void functionWithoutReturnNamesTheCall() {
    answers("(= (f) (function (eval (+ 1 2))))\n!(f)", "[(Error (f) NoReturn)]");
    answers("!(function (eval (+ 1 2)))", "[(Error (function (eval (+ 1 2))) NoReturn)]");
  }

  @Test
  void superposeBindTakesPairsOnly() {
    answers(
        "!(superpose-bind (1 2))",
        "[(Error (superpose-bind (1 2))"
            + " expected: (superpose-bind (: <collapsed> Expression)),"
            + " found: (superpose-bind (1 2)))]");
  }

  @Test
  void integersBeyondTheRangeOfFloatsAreComparedExactly() {
    answers(
        """
        !(== 9007199254740993 9007199254740992.0)
        !(< 9007199254740992.0 9007199254740993)
        !(+ 9007199254740993 0.0)
        """
            + "!(+ 1"
            + "0".repeat(400)
            + " 0.5)",
        "[False]",
        "[True]",
        "[9007199254740992.0]",
        "[inf]");
  }

  @Test
  void whatWasIrreducibleIsEvaluatedWhenRulesChange() {
    answers(
        """
        !(bind! &s (new-state (foo)))
        !(add-atom &self (= (foo) 5))
        !(get-state &s)
        """,
        "[()]",
        "[()]",
        "[5]");
  }

  @Test
  void documentationIsFoundWithoutASpace() {
    String doc = "[(@doc-formal (@item bar) (@kind atom) (@type %Undefined%) (@desc \"x\"))]";
    answers(
        """
        (@doc bar (@desc "x"))
        !(get-doc bar)
        !(get-doc &self bar)
        """,
        doc,
        doc);
  }

  @Test
  void parametricListsAndClassesOfTypeVariablesWork() {
    answers(
        """
        (: Cons (-> $t (List $t) (List $t)))
        (: Nil (List $t))
        (: head (-> (List $t) $t))
        (= (head (Cons $x $xs)) $x)
        !(head (Cons 1 Nil))
        (: pair (-> $a $b (Pair $a $b)))
        (: swap (-> (Pair $a $b) (Pair $b $a)))
        !(get-type (swap (pair 1 "a")))
        """,
        "[1]",
        "[(Pair String Number)]");
  }

  @Test
  void variablesSharedThroughARuleStayShared() {
    answers("(= (q $a (S $a)) yes)\n!(let yes (q $w $z) ($w $z))", "[($w (S $w))]");
  }

  @Test
  void theCallThatIsWrongIsReported() {
    answers("!(+ 1 (+ 1 (+ 1 (- 3 \"x\"))))", "[(Error (- 3 \"x\") (BadArgType 2 Number String))]");
    answers(
        "!(+ 1 (id (+ 1 \"a\")))",
        "[(Error (+ 1 (id (+ 1 \"a\"))) (BadArgType 2 Number (-> Number Number Number)))]");
  }

  @Test
  void onlyAHeadMakesAnError() {
    answers("!(list Error x)", "[(list Error x)]");
  }

  @Test
  void messagesTellThePlace() {
    SyntaxException problem =
        assertThrows(
            SyntaxException.class,
            () -> Engine.create().run(new SourceText("file.metta", "a\n  (b"), results -> {}));
    String message = String.valueOf(problem.getMessage());
    assertTrue(message.startsWith("file.metta:2:3"), message);
    assertTrue(message.contains("\n  (b") || message.contains("  (b"), message);
    assertTrue(message.contains("^"), message);
  }
}
