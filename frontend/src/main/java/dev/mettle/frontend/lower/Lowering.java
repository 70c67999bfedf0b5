package dev.mettle.frontend.lower;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.fold.ConstantFolder;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.InvalidFunctionException;
import dev.mettle.ir.verify.Verifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns atoms into functions, in three steps: code for the body, constant folding, verification.
 *
 * <p>Lowered are expressions of pure operations, and functions of one rule whose parameters are
 * distinct variables and whose body is such an expression. A function gives the value of a call
 * whose arguments are evaluated and of the kinds that its parameters name, if the caller expects a
 * value of no special type or of the type of {@link IrFunction#resultKind}; in particular not if it
 * expects an {@code Atom}, since then the body would not be evaluated at all.
 */
public final class Lowering {

  private final LoweringEnvironment environment;
  private final boolean folding;

  private Lowering(LoweringEnvironment environment, boolean folding) {
    this.environment = environment;
    this.folding = folding;
  }

  /** Lowering for programs that see {@code environment}. */
  public static Lowering in(LoweringEnvironment environment) {
    return new Lowering(environment, true);
  }

  /** The same without constant folding, so that code shows each operation of the program. */
  public Lowering withoutFolding() {
    return new Lowering(environment, false);
  }

  /**
   * Lowers an expression as it stands after a {@code !}.
   *
   * @param source the name of the text that it was written in; empty if unknown
   * @param line its line, from 1; 0 if unknown
   */
  public LoweringResult expression(Atom expression, String source, int line) {
    String name = source.isEmpty() ? "!" : source + ":" + line;
    FunctionBuilder builder = FunctionBuilder.named(name).source(source).line(line);
    if (!(expression instanceof Expression e) || e.size() == 0) {
      return declined(builder, new DeclinedException(DeclineReason.NOT_A_CALL, expression));
    }
    return finish(builder, Map.of(), e);
  }

  /** Lowers the function that calls with this key reach. */
  public LoweringResult function(CallKey key) {
    FunctionBuilder builder = FunctionBuilder.named(key.toString()).key(key);
    builder.assume(new Assumption.RulesOf(key));
    List<RuleText> rules = environment.rulesOf(key);
    if (rules.size() != 1) {
      DeclineReason reason = rules.isEmpty() ? DeclineReason.NO_RULE : DeclineReason.SEVERAL_RULES;
      return declined(builder, new DeclinedException(reason, key.toAtom()));
    }
    RuleText rule = rules.getFirst();
    builder.source(rule.source()).line(rule.line());
    try {
      return finish(builder, parametersOf(rule.head(), key), rule.body());
    } catch (DeclinedException e) {
      return declined(builder, e);
    }
  }

  /** The parameters of a rule whose head is its symbol and distinct variables. */
  private static Map<Variable, Integer> parametersOf(Atom head, CallKey key)
      throws DeclinedException {
    if (!(head instanceof Expression e)
        || e.size() == 0
        || e.head() != key.head()
        || e.size() - 1 != key.parameterCount()) {
      throw new DeclinedException(DeclineReason.PATTERN_PARAMETER, head);
    }
    Map<Variable, Integer> parameters = new LinkedHashMap<>();
    for (int i = 1; i < e.size(); i++) {
      if (!(e.get(i) instanceof Variable v) || parameters.put(v, i - 1) != null) {
        throw new DeclinedException(DeclineReason.PATTERN_PARAMETER, head);
      }
    }
    return parameters;
  }

  private LoweringResult finish(
      FunctionBuilder builder, Map<Variable, Integer> parameters, Atom body) {
    try {
      BodyLowering lowering = new BodyLowering(environment, parameters, builder);
      OperandKind result = lowering.lower(body);
      parameters.forEach(
          (variable, index) -> builder.parameter(variable.name(), lowering.kinds().kindOf(index)));
      IrFunction function = builder.result(result).build();
      IrFunction folded = folding ? ConstantFolder.fold(function) : function;
      return new LoweringResult.Lowered(Verifier.verify(folded));
    } catch (DeclinedException e) {
      return declined(builder, e);
    } catch (InvalidFunctionException e) {
      return declined(builder, new DeclinedException(DeclineReason.of(e), body));
    }
  }

  private static LoweringResult declined(FunctionBuilder builder, DeclinedException why) {
    return new LoweringResult.Declined(why.reason, why.detail, builder.build().assumptions());
  }
}
