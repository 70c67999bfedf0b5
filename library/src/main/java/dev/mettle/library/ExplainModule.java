package dev.mettle.library;

import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.query.QueryPlan;
import dev.mettle.vm.space.AtomSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The module {@code explain}: says how a query would be answered. */
final class ExplainModule {

  private ExplainModule() {}

  static BuiltinModule create() {
    return new BuiltinModule("explain", List.of(explain()), Map.of(), Optional.empty());
  }

  private static Operation explain() {
    return new ValueOperation(
        "explain",
        FunctionTypes.arrow(Symbols.SPACE_TYPE, Symbols.ATOM, Symbols.ATOM),
        OperationDoc.of(
            "Says how the pattern of a query would be answered: by nested loops or a join, by which"
                + " positions facts are found, and how many there are.",
            "a space",
            "a pattern or a conjunction of patterns, as for match",
            "(plan loops STEP ..) or (plan join STEP ..)"),
        (call, context) ->
            call.get(1) instanceof AtomSpace space
                ? QueryPlan.of(space.view(), call.get(2))
                : Errors.of(call, "explain expects a space as the first argument"));
  }
}
