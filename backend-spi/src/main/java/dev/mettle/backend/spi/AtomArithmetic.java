package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.ir.kernel.OutsideDomain;
import org.jspecify.annotations.Nullable;

/**
 * Kernels on atoms of any kind, for code that guesses nothing. Null where only the interpreter
 * knows the result: on errors, {@code Empty}, variables, and what a kernel is not defined for.
 *
 * @since 1.0
 */
public final class AtomArithmetic {

  private AtomArithmetic() {}

  /** The result of a kernel of one operand. */
  public static @Nullable Atom of(KernelTable.Unary kernel, Atom x) {
    return isOpen(x) ? null : settled(kernel.apply(x));
  }

  /** The result of a kernel of two operands. */
  public static @Nullable Atom of(KernelTable.Binary kernel, Atom x, Atom y) {
    return isOpen(x) || isOpen(y) ? null : settled(kernel.apply(x, y));
  }

  private static boolean isOpen(Atom operand) {
    return !operand.isGround() || Kernels.stops(operand);
  }

  private static @Nullable Atom settled(Atom result) {
    return result instanceof OutsideDomain ? null : result;
  }
}
