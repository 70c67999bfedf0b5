package dev.mettle.library;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import java.util.List;

/** The order of numbers; exact between integers and floats, and always False for a NaN. */
public final class ComparisonOperations {

  private static final Expression TYPE =
      FunctionTypes.arrow(Symbols.NUMBER, Symbols.NUMBER, Symbols.BOOL);

  private ComparisonOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    return List.of(
        comparison("<", "less than", Kernels::lt),
        comparison(">", "greater than", Kernels::gt),
        comparison("<=", "less than or equal to", Kernels::le),
        comparison(">=", "greater than or equal to", Kernels::ge));
  }

  private static Operation comparison(String name, String relation, KernelTable.Binary kernel) {
    return KernelOperations.binary(
        name,
        TYPE,
        OperationDoc.of(
            "Whether the first number is " + relation + " the second.",
            "a number",
            "the number to compare it with",
            "True or False"),
        kernel);
  }
}
