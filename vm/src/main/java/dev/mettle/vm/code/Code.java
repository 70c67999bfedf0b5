package dev.mettle.vm.code;

import dev.mettle.ir.function.IrFunction;

/**
 * A decoded function. Frames begin with two words of control: the way back to the caller, and the
 * barrier of the call that is under way. The locals follow, then the places of the operand stack.
 */
final class Code {

  /** Where the locals begin in a frame. */
  static final int LOCALS = 2;

  final IrFunction function;
  final int[] code;
  final Object[] pool;
  final int frameSize;
  final AssumptionCheck assumptions;

  /** The last present at which the assumptions were known to hold. */
  long checkedAt;

  /** How often it was entered. */
  long entries;

  Code(
      IrFunction function,
      int[] code,
      Object[] pool,
      int frameSize,
      AssumptionCheck assumptions,
      long now) {
    this.function = function;
    this.code = code;
    this.pool = pool;
    this.frameSize = frameSize;
    this.assumptions = assumptions;
    this.checkedAt = now;
  }

  /** Whether what the body relies on still holds. */
  boolean isCurrent() {
    long now = assumptions.now();
    if (checkedAt == now) {
      return true;
    }
    if (!assumptions.hold(checkedAt)) {
      return false;
    }
    checkedAt = now;
    return true;
  }

  @Override
  public String toString() {
    return function.toString();
  }
}
