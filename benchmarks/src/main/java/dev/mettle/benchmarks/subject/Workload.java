package dev.mettle.benchmarks.subject;

import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Natives;
import dev.mettle.backend.spi.Profile;
import dev.mettle.benchmarks.expression.ExpressionTree;
import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.InputTuples;
import dev.mettle.benchmarks.expression.JavaPrinter;
import dev.mettle.benchmarks.expression.Operands;
import dev.mettle.benchmarks.expression.Value;
import dev.mettle.benchmarks.expression.ValueKind;
import dev.mettle.benchmarks.printed.PrintedExpressions;
import dev.mettle.frontend.lower.Lowering;
import dev.mettle.frontend.lower.LoweringEnvironment;
import dev.mettle.frontend.lower.LoweringResult;
import dev.mettle.frontend.lower.OperationMeaning;
import dev.mettle.frontend.lower.RuleText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.interp.DecodedFunction;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.CompileVerdict;
import dev.mettle.vm.tier.CompiledCode;
import dev.mettle.vm.tier.FunctionCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One measured expression: over inputs it is the body of a function, with constants only it is an
 * expression as it stands after a {@code !}.
 *
 * @param family its family
 * @param depth how deep its calls nest
 * @param operands what its leaves are
 */
public record Workload(Family family, int depth, Operands operands) {

  private static final Symbol NAME = Symbol.of("measured");

  /** The library with its meaning unchanged, and the measured function as the only rule. */
  private record Environment(RuleText rule) implements LoweringEnvironment {
    @Override
    public Optional<OperationMeaning> meaningOf(Atom head) {
      return head instanceof Symbol s ? OperationMeaning.ofLibraryName(s.name()) : Optional.empty();
    }

    @Override
    public List<RuleText> rulesOf(CallKey key) {
      return key.head() == NAME ? List.of(rule) : List.of();
    }
  }

  /** The expression. */
  public ExpressionTree tree() {
    return family.tree(depth, operands);
  }

  /** The expression as an atom. */
  public Atom body() {
    return TreeAtoms.of(tree());
  }

  /** The head of the function whose body it is. */
  public Expression head() {
    List<Atom> parts = new ArrayList<>();
    parts.add(NAME);
    List<ValueKind> inputs = inputs();
    for (int i = 0; i < inputs.size(); i++) {
      parts.add(Variable.of(new ExpressionTree.Input(i, inputs.get(i)).name()));
    }
    return Expression.of(parts);
  }

  private List<ValueKind> inputs() {
    return operands == Operands.INPUTS ? family.inputs() : List.of();
  }

  /** The inputs of each run, {@link InputTuples#COUNT} of them. */
  public Atom[][] tuples() {
    List<Atom[]> tuples = new ArrayList<>();
    for (List<Value> tuple : InputTuples.of(family)) {
      tuples.add(
          operands == Operands.INPUTS
              ? tuple.stream().map(TreeAtoms::of).toArray(Atom[]::new)
              : new Atom[0]);
    }
    return tuples.toArray(new Atom[0][]);
  }

  /** What lowering starts from. */
  public Source source() {
    return new Source(head(), body(), operands);
  }

  /**
   * The expression, ready to be lowered any number of times.
   *
   * @param head the head of its function
   * @param body the expression
   * @param operands whether it is a function
   */
  public record Source(Expression head, Atom body, Operands operands) {

    /** Lowers the expression to verified code. */
    public VerifiedFunction lower() {
      Lowering lowering = Lowering.in(new Environment(RuleText.of(head, body)));
      LoweringResult result =
          switch (operands) {
            case INPUTS -> lowering.function(CallKey.of(NAME, head.size() - 1));
            case CONSTANTS -> lowering.expression(body, "", 0);
          };
      return switch (result) {
        case LoweringResult.Lowered lowered -> lowered.function();
        case LoweringResult.Declined declined ->
            throw new IllegalStateException("not lowered: " + declined);
      };
    }
  }

  /** Prepares lowered code for the interpreter. */
  public static DecodedFunction decode(VerifiedFunction function) {
    return switch (DecodedFunction.decode(function, Natives.NONE)) {
      case DecodedFunction.Decoded decoded -> decoded.function();
      case DecodedFunction.NotRunnable refused -> throw new IllegalStateException(refused.reason());
    };
  }

  /** What the tiers would have seen after some runs. */
  public Profile profile() {
    List<Lane> lanes = new ArrayList<>();
    for (ValueKind kind : inputs()) {
      lanes.add(
          switch (kind) {
            case INTEGER -> Lane.LONG;
            case FLOAT -> Lane.DOUBLE;
            case BOOL -> Lane.BOOLEAN;
          });
    }
    return Profile.ofLanes(lanes);
  }

  /** Compiles lowered code. */
  public static CompiledCode compile(
      FunctionCompiler compiler,
      AvailableBackend backend,
      VerifiedFunction function,
      Profile profile) {
    CompileVerdict verdict =
        compiler.compile(Optional.of(backend), function.function(), profile, Natives.NONE);
    if (verdict instanceof CompileVerdict.Installed installed) {
      return installed.code();
    }
    throw new IllegalStateException(verdict.describe());
  }

  /** The same expression as Java. */
  public PrintedExpression printed() {
    return PrintedExpressions.of(JavaPrinter.className(family, depth, operands));
  }
}
