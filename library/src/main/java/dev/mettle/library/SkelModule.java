package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The module {@code skel}: the smallest example of a module with an operation and a rule. */
final class SkelModule {

  private SkelModule() {}

  static BuiltinModule create() {
    return new BuiltinModule("skel", List.of(swap()), Map.of(), Optional.of("skel.metta"));
  }

  private static Operation swap() {
    Symbol pair = Symbol.of("PairType");
    Atom a = Variable.of("ta");
    Atom b = Variable.of("tb");
    return new ValueOperation(
        "skel-swap-pair-native",
        FunctionTypes.arrow(Expression.of(pair, a, b), Expression.of(pair, b, a)),
        OperationDoc.of("Swaps the two parts of a pair.", "a pair", "the pair the other way round"),
        (call, context) -> {
          if (!(call.get(1) instanceof Expression e)) {
            return Errors.of(call, ExpressionOperations.NO_EXPRESSION);
          }
          return e.size() == 3
              ? Expression.of(e.get(0), e.get(2), e.get(1))
              : Errors.of(call, "a pair is expected");
        });
  }
}
