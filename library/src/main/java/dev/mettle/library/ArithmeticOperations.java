package dev.mettle.library;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import java.util.List;

/** The four operations of arithmetic and the remainder. */
public final class ArithmeticOperations {

  private static final Expression BINARY =
      FunctionTypes.arrow(Symbols.NUMBER, Symbols.NUMBER, Symbols.NUMBER);

  private ArithmeticOperations() {}

  /** All of them. */
  public static List<Operation> all() {
    return List.of(
        KernelOperations.binary(
            "+",
            BINARY,
            OperationDoc.of("Adds two numbers.", "one summand", "the other summand", "the sum"),
            Kernels::add),
        KernelOperations.binary(
            "-",
            BINARY,
            OperationDoc.of(
                "Subtracts the second number from the first.",
                "the number to subtract from",
                "the number to subtract",
                "the difference"),
            Kernels::sub),
        KernelOperations.binary(
            "*",
            BINARY,
            OperationDoc.of(
                "Multiplies two numbers.", "one factor", "the other factor", "the product"),
            Kernels::mul),
        KernelOperations.binary(
            "/",
            BINARY,
            OperationDoc.of(
                "Divides the first number by the second. Two integers give an integer, rounded"
                    + " towards zero; an integer divided by the integer 0 is an Error.",
                "the dividend",
                "the divisor",
                "the quotient"),
            Kernels::div),
        KernelOperations.binary(
            "%",
            BINARY,
            OperationDoc.of(
                "The remainder of a division, with the sign of the dividend.",
                "the dividend",
                "the divisor",
                "the remainder"),
            Kernels::mod));
  }
}
