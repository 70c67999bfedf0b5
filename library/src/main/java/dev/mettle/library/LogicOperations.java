package dev.mettle.library;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import java.util.List;

/** Logic on Bool values. Both operands are evaluated, whatever the first one is. */
public final class LogicOperations {

  private static final Expression UNARY = FunctionTypes.arrow(Symbols.BOOL, Symbols.BOOL);
  private static final Expression BINARY =
      FunctionTypes.arrow(Symbols.BOOL, Symbols.BOOL, Symbols.BOOL);

  private LogicOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    return List.of(
        KernelOperations.binary(
            "and",
            BINARY,
            OperationDoc.of("Whether both are True.", "a Bool", "another Bool", "True or False"),
            Kernels::and),
        KernelOperations.binary(
            "or",
            BINARY,
            OperationDoc.of(
                "Whether at least one is True.", "a Bool", "another Bool", "True or False"),
            Kernels::or),
        KernelOperations.binary(
            "xor",
            BINARY,
            OperationDoc.of(
                "Whether exactly one is True.", "a Bool", "another Bool", "True or False"),
            Kernels::xor),
        KernelOperations.unary(
            "not",
            UNARY,
            OperationDoc.of("The opposite of a Bool value.", "a Bool", "the other Bool"),
            Kernels::not));
  }
}
