package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.DeclineReason;
import dev.mettle.frontend.lower.LoweringResult;
import dev.mettle.frontend.lower.RuleText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.InvalidFunctionException;
import dev.mettle.ir.verify.Verifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Lowers functions of any kind: the rules that calls of one key can reach, or a single rule whose
 * head has been matched already. The last parameter of such a function is the type that its value
 * is evaluated against.
 */
public final class FunctionLowering {

  /** Of so many rules at most code tells apart which ones match. */
  public static final int MAX_RULES = MatchTree.MAX_RULES;

  /**
   * What the name of a function begins with that is one rule; that of what it is a rule of follows.
   */
  public static final String RULE = "rule ";

  private static final String EXPECTED = "expected";

  private final ProgramFacts facts;

  /** Lowering for programs that see {@code facts}. */
  public FunctionLowering(ProgramFacts facts) {
    this.facts = facts;
  }

  /**
   * Lowers the function that calls of a symbol reach.
   *
   * @param data whether the caller expects an {@code Atom}, so that bodies are not evaluated
   */
  public LoweringResult function(CallKey key, boolean data) {
    List<RuleText> rules = facts.rulesOf(key);
    Map<Integer, Demands> demands = new HashMap<>();
    return lower(
        rules,
        () -> {
          FunctionBuilder code = FunctionBuilder.named(key.toString()).key(key);
          code.assume(new Assumption.RulesOf(key));
          if (!rules.isEmpty()) {
            code.source(rules.getFirst().source());
          }
          for (int i = 0; i < key.parameterCount(); i++) {
            code.parameter("a" + i, OperandKind.ATOM);
          }
          code.parameter(EXPECTED, OperandKind.TYPE);
          new MatchTree(facts, code, key, rules, demands, data).emit();
          return code;
        },
        () -> demands.values().stream().map(Demands::takeNews).reduce(false, Boolean::logicalOr));
  }

  /**
   * Lowers the body of one rule.
   *
   * @param parameters the variables that matching the head gives values, in the order in which they
   *     are passed
   */
  public LoweringResult clause(RuleText rule, List<Variable> parameters, boolean data) {
    Demands demands = new Demands();
    return lower(
        List.of(rule),
        () -> {
          FunctionBuilder code = FunctionBuilder.named(RULE + nameOf(rule.head()));
          code.source(rule.source()).line(rule.line());
          Places places = new Places(code);
          for (Variable variable : parameters) {
            places.put(variable, code.localCount());
            code.parameter(variable.name(), OperandKind.ATOM);
          }
          int expected = code.localCount();
          code.parameter(EXPECTED, OperandKind.TYPE);
          BodyCode body = new BodyCode(facts, code, demands, places);
          new ClauseLowering(body, rule, expected).lower(data);
          return code;
        },
        demands::takeNews);
  }

  private static String nameOf(Atom head) {
    return AtomPrinter.print(head instanceof Expression e && e.size() > 0 ? e.get(0) : head);
  }

  private interface Attempt {
    FunctionBuilder run();
  }

  private static LoweringResult lower(
      List<RuleText> rules, Attempt attempt, BooleanSupplier foundOutMore) {
    for (RuleText rule : rules) {
      if (RuleSize.isTooLarge(rule)) {
        return new LoweringResult.Declined(DeclineReason.TOO_LARGE, "a very large rule", Set.of());
      }
    }
    while (true) {
      try {
        FunctionBuilder code = attempt.run();
        if (foundOutMore.getAsBoolean()) {
          // Each time it is something more, about finitely many variables and expressions.
          continue;
        }
        IrFunction function = code.build();
        return new LoweringResult.Lowered(Verifier.verify(function));
      } catch (InvalidFunctionException e) {
        return new LoweringResult.Declined(
            DeclineReason.of(e), String.valueOf(e.getMessage()), Set.of());
      }
    }
  }
}
