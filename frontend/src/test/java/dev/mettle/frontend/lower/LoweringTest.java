package dev.mettle.frontend.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.testing.StackEvaluator;
import dev.mettle.ir.text.FunctionPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoweringTest {

  /** Rules by key, and all library operations by their symbols. */
  private record Environment(Map<CallKey, List<RuleText>> rules) implements LoweringEnvironment {
    @Override
    public Optional<OperationMeaning> meaningOf(Atom head) {
      if (head == Symbol.of("sqrt-math")) {
        return Optional.of(
            new OperationMeaning.Native(
                Symbol.of("sqrt-math"), List.of(OperandKind.NUMBER), OperandKind.FLOAT));
      }
      return head instanceof Symbol s ? OperationMeaning.ofLibraryName(s.name()) : Optional.empty();
    }

    @Override
    public List<RuleText> rulesOf(CallKey key) {
      return rules.getOrDefault(key, List.of());
    }
  }

  private static final LoweringEnvironment LIBRARY = new Environment(Map.of());

  private static Atom atom(Object value) {
    return switch (value) {
      case Atom a -> a;
      case Integer n -> LongAtom.of(n);
      case Double d -> DoubleAtom.of(d);
      case Boolean b -> BoolAtom.of(b);
      case String s when s.startsWith("$") -> Variable.of(s.substring(1));
      case String s when s.startsWith("\"") -> StringAtom.of(s.substring(1));
      case String s -> Symbol.of(s);
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static Expression call(Object... parts) {
    List<Atom> atoms = new ArrayList<>();
    for (Object part : parts) {
      atoms.add(atom(part));
    }
    return Expression.of(atoms);
  }

  private static LoweringResult lower(Expression head, Object body) {
    CallKey key = CallKey.of(head).orElseThrow();
    RuleText rule = new RuleText(head, atom(body), "test.metta", 7);
    return Lowering.in(new Environment(Map.of(key, List.of(rule)))).function(key);
  }

  private static IrFunction function(LoweringResult result) {
    return assertInstanceOf(LoweringResult.Lowered.class, result, result.toString())
        .function()
        .function();
  }

  private static void declines(DeclineReason reason, String detail, LoweringResult result) {
    LoweringResult.Declined declined =
        assertInstanceOf(LoweringResult.Declined.class, result, result.toString());
    assertEquals(reason + " " + detail, declined.reason() + " " + declined.detail());
  }

  private static LoweringResult top(Object expression) {
    return Lowering.in(LIBRARY).expression(atom(expression), "test.metta", 3);
  }

  @Test
  void aFunctionOfOneRule() {
    IrFunction poly =
        function(
            lower(call("poly", "$x", "$y"), call("+", call("*", "$x", "$x"), call("-", "$y", 1))));
    assertEquals(
        """
        function "poly 2" (x number, y number) -> number
          key poly 2
          source "test.metta"
          assume rules poly 2
          assume meaning +
          assume meaning *
          assume meaning -
        {
          line 7
          load_local 0                    ; x
          load_local 0                    ; x
          mul
          load_local 1                    ; y
          push_long_small 1
          sub
          add
          return
        }
        """,
        FunctionPrinter.print(poly));
    assertEquals("13", StackEvaluator.run(poly, LongAtom.of(3), LongAtom.of(5)).toString());
  }

  @Test
  void aTopLevelExpressionIsFolded() {
    Expression sum = call("+", 1, call("*", 2, 3));
    IrFunction folded = function(top(sum));
    assertEquals(2, folded.code().size());
    assertEquals("7", StackEvaluator.run(folded).toString());
    assertEquals("test.metta:3", folded.name());
    assertEquals(
        Set.of(new Assumption.MeaningOf(Symbol.of("+")), new Assumption.MeaningOf(Symbol.of("*"))),
        folded.assumptions());
    IrFunction plain =
        function(Lowering.in(LIBRARY).withoutFolding().expression(sum, "test.metta", 3));
    assertEquals(6, plain.code().size());
  }

  @Test
  void anErrorIsLeftToRunTime() {
    IrFunction function = function(top(call("/", 1, 0)));
    assertEquals("(Error (/ 1 0) DivisionByZero)", StackEvaluator.run(function).toString());
  }

  @Test
  void kindsOfParametersFollowFromTheirUse() {
    assertEquals("[bool, number]", kinds(call("and", "$x", call("<", "$y", 1)), "$x", "$y"));
    assertEquals("[number, number]", kinds(call("==", "$x", "$y"), "$x", "$y"));
    assertEquals("[bool, bool]", kinds(call("==", "$x", call("not", "$y")), "$x", "$y"));
    assertEquals("[string]", kinds(call("==", "\"a", "$x"), "$x"));
    assertEquals("[atom, number]", kinds(call("neg", "$y"), "$x", "$y"));
    assertEquals("[number]", kinds(call("==", "$x", Expression.EMPTY), "$x"));
    assertEquals(
        "[bool, bool, bool]",
        kinds(
            call("and", call("==", "$x", "$y"), call("and", call("==", "$y", "$z"), "$z")),
            "$x",
            "$y",
            "$z"));
  }

  private static String kinds(Expression body, Object... parameters) {
    Object[] head = new Object[parameters.length + 1];
    head[0] = "f";
    System.arraycopy(parameters, 0, head, 1, parameters.length);
    return function(lower(call(head), body)).parameters().stream()
        .map(parameter -> parameter.kind().label())
        .toList()
        .toString();
  }

  @Test
  void resultsHaveKinds() {
    assertEquals(OperandKind.BOOL, function(top(call("<", 1, 2))).resultKind());
    assertEquals(OperandKind.NUMBER, function(top(call("+", 1, 2))).resultKind());
    assertEquals(OperandKind.STRING, function(lower(call("f"), "\"text")).resultKind());
  }

  @Test
  void nativeOperationsAreCalledByName() {
    IrFunction function = function(lower(call("f", "$x"), call("+", call("sqrt-math", "$x"), 1)));
    assertEquals(
        "[load_local 0, call_native 0 1, push_long_small 1, add, return]",
        function.code().toString());
    assertEquals("sqrt-math", function.constant(0).toString());
    IrFunction root = function(lower(call("f", "$x"), call("sqrt-math", "$x")));
    assertEquals("[load_local 0, call_native 0 1, return]", root.code().toString());
    assertEquals(OperandKind.ATOM, root.resultKind());
    declines(DeclineReason.ILL_TYPED, "(sqrt-math True)", top(call("sqrt-math", true)));
  }

  @Test
  void whatFailsTheTypeCheckIsNotLowered() {
    declines(DeclineReason.ILL_TYPED, "(+ 1 \"a\")", top(call("+", 1, "\"a")));
    declines(
        DeclineReason.ILL_TYPED,
        "(+ (== 1 2) 1)",
        top(call("*", 2, call("+", call("==", 1, 2), 1))));
    declines(DeclineReason.ILL_TYPED, "(== 1 \"a\")", top(call("==", 1, "\"a")));
    declines(
        DeclineReason.ILL_TYPED, "(+ $x \"a\")", lower(call("f", "$x"), call("+", "$x", "\"a")));
    declines(
        DeclineReason.CONFLICTING_KINDS,
        "(not $x)",
        lower(call("f", "$x"), call("==", call("<", "$x", 1), call("not", "$x"))));
    declines(
        DeclineReason.CONFLICTING_KINDS,
        "(== $x $y)",
        lower(
            call("f", "$x", "$y"),
            call("and", call("and", "$x", call("<", "$y", 1)), call("==", "$x", "$y"))));
    declines(DeclineReason.ARGUMENT_COUNT, "(+ 1)", top(call("+", 1)));
  }

  @Test
  void whatStaysIrreducibleIsNotLowered() {
    declines(DeclineReason.IRREDUCIBLE_OPERAND, "a", top(call("+", 1, "a")));
    declines(DeclineReason.IRREDUCIBLE_OPERAND, "Empty", top(call("==", "Empty", "Empty")));
    declines(DeclineReason.IRREDUCIBLE_OPERAND, "(+ 1 ())", top(call("+", 1, Expression.EMPTY)));
    declines(DeclineReason.FREE_VARIABLE, "$x", top(call("+", 1, "$x")));
    declines(DeclineReason.UNKNOWN_HEAD, "Error", top(call("+", 1, call(Symbols.ERROR, "a", "b"))));
    declines(DeclineReason.UNKNOWN_HEAD, "f", top(call("f", 1)));
    declines(DeclineReason.UNKNOWN_HEAD, "size-atom", top(call("size-atom", Expression.EMPTY)));
    declines(DeclineReason.NOT_A_CALL, "5", top(5));
    declines(DeclineReason.NOT_A_CALL, "()", top(Expression.EMPTY));
  }

  @Test
  void otherFunctionsAreNotLowered() {
    CallKey key = CallKey.of(Symbol.of("f"), 1);
    RuleText rule = RuleText.of(call("f", "$x"), call("+", "$x", 1));
    declines(DeclineReason.NO_RULE, "(f 1)", Lowering.in(LIBRARY).function(key));
    declines(
        DeclineReason.SEVERAL_RULES,
        "(f 1)",
        Lowering.in(new Environment(Map.of(key, List.of(rule, rule)))).function(key));
    declines(DeclineReason.PATTERN_PARAMETER, "(f 1)", lower(call("f", 1), call("+", 1, 2)));
    declines(
        DeclineReason.PATTERN_PARAMETER,
        "(f $x $x)",
        lower(call("f", "$x", "$x"), call("+", "$x", 2)));
    declines(
        DeclineReason.PATTERN_PARAMETER,
        "($g $x)",
        Lowering.in(
                new Environment(
                    Map.of(key, List.of(RuleText.of(call("$g", "$x"), call("+", "$x", 1))))))
            .function(key));
    declines(DeclineReason.BARE_PARAMETER, "$x", lower(call("f", "$x"), "$x"));
    declines(DeclineReason.IRREDUCIBLE_OPERAND, "a", lower(call("f", "$x"), "a"));
  }

  @Test
  void whatWasReliedOnIsKeptWithARefusal() {
    LoweringResult.Declined declined =
        assertInstanceOf(
            LoweringResult.Declined.class, lower(call("f", "$x"), call("+", "$x", "a")));
    assertEquals(
        Set.of(
            new Assumption.RulesOf(CallKey.of(Symbol.of("f"), 1)),
            new Assumption.MeaningOf(Symbol.of("+"))),
        declined.assumptions());
    assertEquals("an operand leaves the call irreducible: a", declined.toString());
  }

  @Test
  void depthIsBoundedByTheStackOfTheCodeOnly() {
    Atom left = atom(1);
    Atom right = atom(1);
    for (int i = 0; i < 100_000; i++) {
      left = call("+", left, 1);
      right = call("+", 1, right);
    }
    Lowering plain = Lowering.in(LIBRARY).withoutFolding();
    assertEquals(200_002, function(plain.expression(left, "", 0)).code().size());
    LoweringResult.Declined declined =
        assertInstanceOf(LoweringResult.Declined.class, plain.expression(right, "", 0));
    assertEquals(DeclineReason.TOO_LARGE, declined.reason());
    assertTrue(declined.detail().length() <= 80);
    assertEquals("100001", StackEvaluator.run(function(top(right))).toString());
  }
}
