package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.StateValue;
import dev.mettle.vm.operation.ValueOperation;
import java.util.List;

/** States: cells whose content a program can change. */
public final class StateOperations {

  private StateOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    Atom t = Variable.of("t");
    Expression state = Expression.of(StateValue.STATE_MONAD, t);
    return List.of(
        new ValueOperation(
            "_new-state",
            FunctionTypes.arrow(t, Symbols.EXPRESSION, state),
            OperationDoc.of(
                "A state; what new-state is made of.",
                "its content",
                "the types of the content, of which the first is that of the state",
                "the state"),
            (call, context) ->
                call.get(2) instanceof Expression types && types.size() > 0
                    ? new StateValue(
                        ErrorOrigin.forgotten(call.get(1)), types.get(0), context.clock())
                    : Errors.of(
                        call,
                        "new-state expects atom as a first argument and non-empty list of types as"
                            + " a second argument")),
        new ValueOperation(
            "get-state",
            FunctionTypes.arrow(state, t),
            OperationDoc.of("What a state holds.", "a state", "its content"),
            (call, context) ->
                call.get(1) instanceof StateValue s
                    ? s.content()
                    : Errors.of(call, "get-state expects single state atom as an argument")),
        new ValueOperation(
            "change-state!",
            FunctionTypes.arrow(state, t, state),
            OperationDoc.of(
                "Gives a state another content.", "a state", "the new content", "the state"),
            (call, context) -> {
              if (!(call.get(1) instanceof StateValue s)) {
                return Errors.of(call, "change-state! expects a state as the first argument");
              }
              s.change(ErrorOrigin.forgotten(call.get(2)));
              return s;
            }));
  }
}
