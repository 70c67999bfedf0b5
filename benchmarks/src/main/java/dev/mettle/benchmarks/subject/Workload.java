package dev.mettle.benchmarks.subject;

import dev.mettle.benchmarks.expression.ExpressionTree;
import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.InputTuples;
import dev.mettle.benchmarks.expression.JavaPrinter;
import dev.mettle.benchmarks.expression.Operands;
import dev.mettle.benchmarks.expression.Value;
import dev.mettle.benchmarks.expression.ValueKind;
import dev.mettle.benchmarks.printed.PrintedExpressions;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayList;
import java.util.List;

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

  /** The expression. */
  public ExpressionTree tree() {
    return family.tree(depth, operands);
  }

  /** A program whose one function it is the body of. */
  public SourceText program() {
    return new SourceText(
        "measured.metta",
        "(= %s %s)".formatted(AtomPrinter.print(head()), AtomPrinter.print(body())));
  }

  /** The expression as an atom. */
  public Atom body() {
    return TreeAtoms.of(tree());
  }

  /** The head of the function whose body it is. */
  public Expression head() {
    List<Atom> parts = new ArrayList<>();
    parts.add(NAME);
    inputNames().forEach(name -> parts.add(Variable.of(name)));
    return Expression.of(parts);
  }

  /** The names of its inputs; none if it has constants only. */
  List<String> inputNames() {
    List<String> names = new ArrayList<>();
    if (operands == Operands.INPUTS) {
      List<ValueKind> inputs = family.inputs();
      for (int i = 0; i < inputs.size(); i++) {
        names.add(new ExpressionTree.Input(i, inputs.get(i)).name());
      }
    }
    return names;
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

  /** The same expression as Java. */
  public PrintedExpression printed() {
    return PrintedExpressions.of(JavaPrinter.className(family, depth, operands));
  }
}
