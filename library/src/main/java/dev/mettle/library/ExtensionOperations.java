package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import java.util.List;

/**
 * Operations that other implementations of the language do not have. They are no words of every
 * program, since a program may well define functions of these names itself.
 */
public final class ExtensionOperations {

  private static final Expression UNARY = FunctionTypes.arrow(Symbols.NUMBER, Symbols.NUMBER);
  private static final Expression BINARY =
      FunctionTypes.arrow(Symbols.NUMBER, Symbols.NUMBER, Symbols.NUMBER);

  private ExtensionOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    return List.of(
        KernelOperations.binary(
            "floor-div",
            BINARY,
            OperationDoc.of(
                "Divides and rounds towards minus infinity.",
                "the dividend",
                "the divisor",
                "the quotient"),
            Kernels::floorDiv),
        KernelOperations.unary(
            "neg",
            UNARY,
            OperationDoc.of("Changes the sign of a number.", "a number", "its negative"),
            Kernels::neg),
        ValueOperation.pure(
            "!=",
            inequality(),
            OperationDoc.of(
                "Whether two atoms differ.",
                "an atom",
                "the atom to compare it with",
                "True or False"),
            (call, context) -> EqualityOperations.bool(!call.get(1).equals(call.get(2)))));
  }

  private static Expression inequality() {
    Atom t = Variable.of("t");
    return FunctionTypes.arrow(t, t, Symbols.BOOL);
  }
}
