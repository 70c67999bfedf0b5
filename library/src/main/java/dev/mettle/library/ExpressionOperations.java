package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.space.VariableRewriter;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** What can be asked of expressions, and other operations on atoms as such. */
public final class ExpressionOperations {

  static final String NO_EXPRESSION = "Atom is not an ExpressionAtom";

  private static final Symbol RESULTS = Symbol.of("results");

  private ExpressionOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    return List.of(
        new ValueOperation(
            "size-atom",
            FunctionTypes.arrow(Symbols.EXPRESSION, Symbols.NUMBER),
            OperationDoc.of(
                "Counts the children of an expression.", "an expression", "their number"),
            (call, context) ->
                call.get(1) instanceof Expression e
                    ? LongAtom.of(e.size())
                    : Errors.of(call, NO_EXPRESSION)),
        new ValueOperation(
            "_first-of-each",
            FunctionTypes.arrow(Symbols.EXPRESSION, Symbols.ATOM),
            (call, context) -> firstOfEach(call)),
        new ValueOperation(
            "index-atom",
            FunctionTypes.arrow(Symbols.EXPRESSION, Symbols.NUMBER, Symbols.ATOM),
            OperationDoc.of(
                "Takes a child of an expression by its place.",
                "an expression",
                "the place, counted from 0",
                "the child; an Error if there is none"),
            (call, context) -> index(call)),
        new ValueOperation(
            "min-atom",
            FunctionTypes.arrow(Symbols.UNDEFINED, Symbols.NUMBER),
            OperationDoc.of("The least of some numbers.", "an expression of numbers", "a float"),
            (call, context) -> fold(call, Double.POSITIVE_INFINITY, (a, b) -> b < a ? b : a)),
        new ValueOperation(
            "max-atom",
            FunctionTypes.arrow(Symbols.UNDEFINED, Symbols.NUMBER),
            OperationDoc.of("The greatest of some numbers.", "an expression of numbers", "a float"),
            (call, context) -> fold(call, Double.NEGATIVE_INFINITY, (a, b) -> b > a ? b : a)),
        new ValueOperation(
            "get-metatype",
            FunctionTypes.arrow(Symbols.ATOM, Symbols.ATOM),
            OperationDoc.of(
                "The kind of an atom, which is not evaluated.",
                "an atom",
                "Symbol, Variable, Expression or Grounded"),
            (call, context) -> Symbols.metaTypeOf(call.get(1))),
        new ValueOperation(
            "sealed",
            FunctionTypes.arrow(Symbols.EXPRESSION, Symbols.ATOM, Symbols.ATOM),
            OperationDoc.of(
                "Renames the variables of an atom, so that they are no longer those of the"
                    + " context.",
                "the variables to leave alone",
                "an atom",
                "the atom with fresh variables"),
            (call, context) -> sealed(call.get(1), call.get(2))),
        new ValueOperation(
            "nop",
            Symbols.UNDEFINED,
            OperationDoc.of(
                "Evaluates its arguments, of which there may be any number, and forgets them.",
                "anything",
                "the unit value"),
            (call, context) -> Expression.EMPTY));
  }

  /** The first children of expressions, in one of two children that no step would run. */
  private static Atom firstOfEach(Expression call) {
    if (!(call.get(1) instanceof Expression pairs)) {
      return Errors.of(call, NO_EXPRESSION);
    }
    Atom[] firsts = new Atom[pairs.size()];
    for (int i = 0; i < firsts.length; i++) {
      if (!(pairs.get(i) instanceof Expression pair) || pair.size() == 0) {
        return Errors.of(call, "incorrect pair format");
      }
      firsts[i] = pair.get(0);
    }
    return Expression.of(RESULTS, Expression.owning(firsts));
  }

  private static Atom index(Expression call) {
    if (!(call.get(1) instanceof Expression e)) {
      return Errors.of(call, NO_EXPRESSION);
    }
    return switch (call.get(2)) {
      // A float is cut off towards zero, and NaN counts as 0.
      case DoubleAtom d -> child(call, e, (long) d.value());
      case LongAtom n -> child(call, e, n.value());
      case NumberAtom tooLarge -> child(call, e, -1);
      case Atom other -> Errors.of(call, "index-atom expects two arguments: expression and atom");
    };
  }

  private static Atom child(Expression call, Expression e, long index) {
    return index >= 0 && index < e.size()
        ? e.get((int) index)
        : Errors.of(call, "Index is out of bounds");
  }

  /**
   * Folds the numbers of an expression; of equal ones, 0.0 and -0.0 among them, the first stays.
   */
  private static Atom fold(Expression call, double neutral, DoubleBinaryOperator operator) {
    if (!(call.get(1) instanceof Expression e)) {
      return Errors.of(call, NO_EXPRESSION);
    }
    if (e.size() == 0) {
      return Errors.of(call, "Empty expression");
    }
    double result = neutral;
    Interruption.checkBefore(e.size());
    for (Atom child : e) {
      if (!(child instanceof NumberAtom n)) {
        return Errors.of(call, "Only numbers are allowed in expression: " + e);
      }
      double value = n.doubleValue();
      // A NaN is passed over.
      if (!Double.isNaN(value)) {
        result = operator.applyAsDouble(result, value);
      }
    }
    return DoubleAtom.of(result);
  }

  private static Atom sealed(Atom kept, Atom atom) {
    VariableRewriter collector = new VariableRewriter(v -> v);
    collector.rewrite(kept);
    return new VariableRewriter(
            v -> collector.replacements().containsKey(v) ? v : Variable.fresh(v.name()))
        .rewrite(atom);
  }
}
