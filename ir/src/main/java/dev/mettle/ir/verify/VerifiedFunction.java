package dev.mettle.ir.verify;

import dev.mettle.ir.function.IrFunction;

/** A function that the verifier accepted, with what it found out on the way. */
public final class VerifiedFunction {

  private final IrFunction function;
  private final int maxStack;
  private final int[] depths;

  VerifiedFunction(IrFunction function, int maxStack, int[] depths) {
    this.function = function;
    this.maxStack = maxStack;
    this.depths = depths;
  }

  /** The function. */
  public IrFunction function() {
    return function;
  }

  /** The largest number of operands that ever lie on the stack. */
  public int maxStack() {
    return maxStack;
  }

  /** How many operands lie on the stack before the instruction at {@code offset}. */
  public int depth(int offset) {
    return depths[offset];
  }
}
