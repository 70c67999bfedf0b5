package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.ir.kernel.OutsideDomain;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;

/** Operations whose meaning is the kernel of an opcode. */
final class KernelOperations {

  private KernelOperations() {}

  static ValueOperation unary(String name, Atom type, OperationDoc doc, KernelTable.Unary kernel) {
    return ValueOperation.pure(
        name, type, doc, (call, context) -> result(kernel.apply(operand(call, 1)), call));
  }

  static ValueOperation binary(
      String name, Atom type, OperationDoc doc, KernelTable.Binary kernel) {
    return ValueOperation.pure(
        name,
        type,
        doc,
        (call, context) -> result(kernel.apply(operand(call, 1), operand(call, 2)), call));
  }

  /**
   * An argument. Errors and {@code Empty} that were computed never get here; one that was written
   * is no more to an operation than any other atom that it cannot work with, while a kernel would
   * return it.
   */
  private static Atom operand(Expression call, int index) {
    Atom a = call.get(index);
    return Kernels.stops(a) ? Expression.EMPTY : a;
  }

  private static Atom result(Atom result, Expression call) {
    if (!(result instanceof OutsideDomain outside)) {
      return result;
    }
    return outside.isIrreducible()
        ? Symbols.NOT_REDUCIBLE
        : outside.toAtom(call.get(0), call.toArray(1, call.size()));
  }
}
