package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.space.AlphaForm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the asserts are made of: the comparison of two lists of results as multisets. The last
 * arguments are the assert to blame and, perhaps, what to say.
 */
public final class AssertOperations {

  private AssertOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    return List.of(
        comparison("_assert-results-are-equal", UnaryOperator.identity()),
        comparison("_assert-results-are-alpha-equal", AlphaForm::of),
        comparisonWithMessage("_assert-results-are-equal-msg", UnaryOperator.identity()),
        comparisonWithMessage("_assert-results-are-alpha-equal-msg", AlphaForm::of));
  }

  private static Operation comparison(String name, UnaryOperator<Atom> key) {
    return new ValueOperation(
        name,
        FunctionTypes.arrow(Symbols.ATOM, Symbols.ATOM, Symbols.ATOM, FunctionTypes.UNIT),
        (call, context) -> compare(call, key));
  }

  private static Operation comparisonWithMessage(String name, UnaryOperator<Atom> key) {
    return new ValueOperation(
        name,
        FunctionTypes.arrow(
            Symbols.ATOM, Symbols.ATOM, Symbols.ATOM, Symbols.ATOM, FunctionTypes.UNIT),
        (call, context) -> compare(call, key));
  }

  private static Atom compare(Expression call, UnaryOperator<Atom> key) {
    if (!(call.get(1) instanceof Expression actual)
        || !(call.get(2) instanceof Expression expected)) {
      return Errors.of(call, ExpressionOperations.NO_EXPRESSION);
    }
    List<Atom> missed = leftOver(expected, actual, key);
    List<Atom> excessive = leftOver(actual, expected, key);
    if (missed.isEmpty() && excessive.isEmpty()) {
      return Expression.EMPTY;
    }
    Atom message =
        call.size() > 4
            ? call.get(4)
            : StringAtom.of(report(actual.children(), expected.children(), missed, excessive));
    return Errors.of(call.get(3), message);
  }

  /** What of {@code a} is left over when each child of {@code b} has been matched off. */
  private static List<Atom> leftOver(Expression a, Expression b, UnaryOperator<Atom> key) {
    Tally left = Tally.ofEqual(0);
    Interruption.checkBefore(a.size() + b.size());
    int turn = 0;
    for (Atom child : b) {
      Interruption.check(++turn);
      left.add(key.apply(child));
    }
    List<Atom> rest = new ArrayList<>();
    for (Atom child : a) {
      Interruption.check(++turn);
      if (!left.take(key.apply(child))) {
        rest.add(child);
      }
    }
    return rest;
  }

  private static String report(
      List<Atom> actual, List<Atom> expected, List<Atom> missed, List<Atom> excessive) {
    StringBuilder text = new StringBuilder();
    append(text.append("\nExpected: ["), expected).append(']');
    append(text.append("\nGot: ["), actual).append(']');
    if (!missed.isEmpty()) {
      append(text.append("\nMissed results: "), missed);
    }
    if (!excessive.isEmpty()) {
      append(text.append("\nExcessive results: "), excessive);
    }
    return text.toString();
  }

  private static StringBuilder append(StringBuilder text, List<Atom> atoms) {
    for (int i = 0; i < atoms.size(); i++) {
      Interruption.check(i);
      if (i > 0) {
        text.append(", ");
      }
      AtomPrinter.print(atoms.get(i), text);
    }
    return text;
  }
}
