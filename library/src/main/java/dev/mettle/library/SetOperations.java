package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.operation.Alternatives;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.space.AlphaForm;
import java.util.ArrayList;
import java.util.List;

/** Expressions as alternatives, and as multisets whose order is kept. */
public final class SetOperations {

  private static final Expression BINARY =
      FunctionTypes.arrow(Symbols.EXPRESSION, Symbols.EXPRESSION, Symbols.ATOM);

  private SetOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    return List.of(
        new ValueOperation(
            "superpose",
            FunctionTypes.arrow(Symbols.EXPRESSION, Symbols.UNDEFINED),
            OperationDoc.of(
                "Turns the children of an expression, which is not evaluated, into alternatives.",
                "an expression",
                "each child as a result of its own"),
            (call, context) ->
                call.get(1) instanceof Expression e
                    ? alternatives(e)
                    : Errors.of(call, "superpose expects single expression as an argument")),
        new ValueOperation(
            "unique-atom",
            FunctionTypes.arrow(Symbols.EXPRESSION, Symbols.ATOM),
            OperationDoc.of(
                "Drops repetitions, also those that differ by names of variables only.",
                "an expression",
                "the expression with the first of its equal children"),
            (call, context) ->
                call.get(1) instanceof Expression e
                    ? unique(e)
                    : Errors.of(call, ExpressionOperations.NO_EXPRESSION)),
        binary(
            "union-atom",
            "All children of two expressions, repetitions included.",
            (a, b) -> {
              Interruption.checkBefore(a.size() + b.size());
              List<Atom> union = new ArrayList<>(a.children());
              union.addAll(b.children());
              return Expression.of(union);
            }),
        binary(
            "intersection-atom",
            "The children of the first expression that are matched off by children of the second.",
            (a, b) -> matchedOff(a, b, true)),
        binary(
            "subtraction-atom",
            "The children of the first expression that are left over when children of the second"
                + " have been matched off.",
            (a, b) -> matchedOff(a, b, false)));
  }

  /** The children of an expression, which are not evaluated, as results. */
  public static Atom alternatives(Expression e) {
    Interruption.checkBefore(e.size());
    return new Alternatives(e.children());
  }

  private interface Combination {
    Expression of(Expression a, Expression b);
  }

  private static Operation binary(String name, String description, Combination combination) {
    return new ValueOperation(
        name,
        BINARY,
        OperationDoc.of(description, "an expression", "another expression", "an expression"),
        (call, context) ->
            call.get(1) instanceof Expression a && call.get(2) instanceof Expression b
                ? combination.of(a, b)
                : Errors.of(call, ExpressionOperations.NO_EXPRESSION));
  }

  private static Expression unique(Expression e) {
    Tally seen = Tally.ofKinds(e.size());
    List<Atom> first = new ArrayList<>();
    Interruption.checkBefore(e.size());
    int turn = 0;
    for (Atom child : e) {
      Interruption.check(++turn);
      if (seen.isFirst(AlphaForm.of(child))) {
        first.add(child);
      }
    }
    return Expression.of(first);
  }

  /** Children are matched off by identical ones: these operations tell 1 from 1.0. */
  private static Expression matchedOff(Expression a, Expression b, boolean matched) {
    Tally left = Tally.ofIdentical(a.size());
    Interruption.checkBefore(a.size() + b.size());
    Atom[] all = a.toArray();
    left.expectAll(all);
    left.addExpected(b.toArray());
    List<Atom> kept = new ArrayList<>();
    int turn = 0;
    for (Atom child : all) {
      Interruption.check(++turn);
      if (left.take(child) == matched) {
        kept.add(child);
      }
    }
    return Expression.of(kept);
  }
}
