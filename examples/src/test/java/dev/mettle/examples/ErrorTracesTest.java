package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.engine.Engine;
import dev.mettle.engine.ProgramListener;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.place.CallTrace;
import dev.mettle.vm.place.RulePlace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is known of the origin of an error is the same on every tier. The backend by hand takes no
 * notes, as backends may; its answers are the same.
 */
final class ErrorTracesTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLASSFILE")
  void anErrorOfTheEngineHasItsRuleAndTheCallsAboveIt(Configuration tier) throws SyntaxException {
    assertEquals(
        List.of("inv 2:1 < twice 3:1 (inv) < main 4:3 (twice)"),
        traces(
            tier,
            """
            (: inv (-> Number Number))
            (= (inv $x) (/ 1 $x))
            (= (twice $x) (+ (inv $x) (inv $x)))
              (= (main $x) (if (== $x 0) (* 2 (twice $x)) (main (- $x 1))))
            !(main 10)
            """));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLASSFILE")
  void errorsThatRulesBuildHaveThePlaceOfTheRule(Configuration tier) throws SyntaxException {
    assertEquals(
        List.of("chk 1:1 written < use 2:3 (chk)", "all 3:1 written < use 3:30 (all)"),
        traces(
            tier,
            """
            (= (chk $x) (if (< $x 3) (Error (chk $x) "too small") $x))
              (= (use $x) (list (chk $x) 2))
            (= (all) (Error (all) bad))  (= (use) (list (all)))
            !(use 1)
            !(use)
            """));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLASSFILE")
  void theSameGoesForRulesThatAreTooLargeForCode(Configuration tier) throws SyntaxException {
    StringBuilder variables = new StringBuilder();
    for (int i = 0; i < 70_000; i++) {
      variables.append(" $v").append(i);
    }
    assertEquals(
        List.of("large 1:1 written < use 2:1 (large)"),
        traces(
            tier,
            "(= (large $x) (if (== $x 0) (Error (large $x) bad) (list%s)))%n".formatted(variables)
                + "(= (use $x) (list (large $x) 2))\n!(use 0)\n"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLASSFILE")
  void lastCallsAreLeftOutAndRecursionIsToldOnce(Configuration tier) throws SyntaxException {
    assertEquals(
        List.of("fail 1:1 < go 3:1 (sp) < rec 4:1 (rec)"),
        traces(
            tier,
            """
            (= (fail $x) (/ 1 $x))
            (= (sp $x) (if (== $x 0) (fail $x) (sp (- $x 1))))
            (= (go $x) (+ 1 (sp $x)))
            (= (rec $x) (if (== $x 0) (go 3) (* 2 (rec (- $x 1)))))
            !(rec 5000)
            """));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLASSFILE")
  void eightCallsAreNoted(Configuration tier) throws SyntaxException {
    String calls = "(= (f0 $x) (/ 1 $x))\n";
    StringBuilder expected = new StringBuilder("f0 1:1");
    for (int i = 1; i <= 12; i++) {
      calls += "(= (f%d $x) (+ 1 (f%d $x)))%n".formatted(i, i - 1);
      if (i <= 8) {
        expected.append(" < f%d %d:1 (f%d)".formatted(i, i + 1, i - 1));
      }
    }
    assertEquals(List.of(expected + " ..."), traces(tier, calls + "!(f12 0)"));
    assertEquals(List.of(expected.toString()), traces(tier, calls + "!(f8 0)"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLASSFILE")
  void whatWasStoredOrTakenApartIsNotKnown(Configuration tier) throws SyntaxException {
    assertEquals(
        List.of("? < top 2:1 (?)", "? < top2 4:1 (?)", "in !"),
        traces(
            tier,
            """
            !(add-atom &self (saved (Error a b)))
            (= (top) (list (match &self (saved $e) $e)))
            !(top)
            (= (top2) (list (match &self (kept ($e)) $e)))
            (= (mk) (Error (mk) bad))
            !(let $x (collapse (mk)) (add-atom &self (kept $x)))
            !(top2)
            !(/ 1 0)
            """));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLASSFILE")
  void errorsOfTypesHaveThePlaceOfTheCall(Configuration tier) throws SyntaxException {
    assertEquals(
        List.of("m 1:1 < k 2:1 (m)", "n 3:26 < k2 4:1 (n)"),
        traces(
            tier,
            """
            (= (m $x) (+ $x "a"))
            (= (k) (list (m 1)))
            (: n (-> Number Number)) (= (n $x) (if (== $x 1) "no" 2))
            (= (k2) (list (n 1)))
            !(k)
            !(k2)
            """));
  }

  private static List<String> traces(Configuration tier, String program) throws SyntaxException {
    Engine engine = tier.engine().build();
    List<String> traces = new ArrayList<>();
    // Twice, since the second time there is compiled code.
    for (int turn = 0; turn < 2; turn++) {
      traces.clear();
      engine.run(
          new SourceText("p", turn == 0 ? program : evaluations(program)),
          new ProgramListener() {
            @Override
            public void begun(Atom goal, SourcePosition place) {}

            @Override
            public void result(Atom result) {
              if (Symbols.isError(result)) {
                traces.add(written(engine.traceOf(result)));
              }
            }

            @Override
            public boolean ended(boolean failed) {
              return true;
            }
          });
    }
    return traces;
  }

  /** What a program evaluates, without the rules that it has added already. */
  private static String evaluations(String program) {
    StringBuilder text = new StringBuilder();
    program
        .lines()
        .filter(line -> line.contains("!(") && !line.contains("add-atom"))
        .forEach(line -> text.append(line.substring(line.indexOf("!("))).append('\n'));
    return text.toString();
  }

  private static String written(CallTrace trace) {
    StringBuilder text =
        new StringBuilder(
            trace.rule().map(ErrorTracesTest::written).orElse(trace.isKnown() ? "in !" : "?"));
    text.append(trace.isWritten() ? " written" : "");
    for (CallTrace.Call call : trace.calls()) {
      text.append(" < ").append(written(call.rule()));
      text.append(" (").append(isNamed(call.called()) ? call.called() : "?").append(')');
    }
    return text.append(trace.more() ? " ..." : "").toString();
  }

  /** Whether a rule of these programs was called, and no operation of the library. */
  private static boolean isNamed(String called) {
    return !called.isEmpty() && !called.equals("match");
  }

  private static String written(RulePlace rule) {
    return rule.function() + " " + rule.line() + ":" + rule.column();
  }
}
