package dev.mettle.vm.code;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.vm.interp.Words;

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

  /** The words of the atoms in the pool. */
  final long[] poolWords;

  final int frameSize;

  /** Where in a frame barriers and scopes lie, which copies of the frame have in common. */
  final int[] shared;

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
      int[] shared,
      AssumptionCheck assumptions,
      long now) {
    this.function = function;
    this.code = code;
    this.pool = pool;
    this.poolWords = new long[pool.length];
    for (int i = 0; i < pool.length; i++) {
      poolWords[i] = pool[i] instanceof Atom atom ? Words.of(atom) : Words.REFERENCE;
    }
    this.frameSize = frameSize;
    this.shared = shared;
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
