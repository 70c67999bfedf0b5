package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.IrFunction;

/**
 * The state of a function at one instruction, in the terms of the IR, so that any tier can go on
 * from there: nothing of the Java stack is in it.
 */
public final class CapturedFrame {

  private final IrFunction function;
  private final int irOffset;
  private final Atom[] locals;
  private final Atom[] operands;

  /**
   * A frame that goes on at {@code irOffset}. The arrays belong to the frame from now on.
   *
   * @param locals the locals of the function, parameters first; it may end before locals that no
   *     instruction from here on reads
   * @param operands the operand stack, deepest first
   */
  public CapturedFrame(IrFunction function, int irOffset, Atom[] locals, Atom[] operands) {
    this.function = function;
    this.irOffset = irOffset;
    this.locals = locals;
    this.operands = operands;
  }

  /** The function. */
  public IrFunction function() {
    return function;
  }

  /** Index of the instruction that runs next. */
  public int irOffset() {
    return irOffset;
  }

  /** The locals, not a copy. */
  public Atom[] locals() {
    return locals;
  }

  /** The operands, not a copy. */
  public Atom[] operands() {
    return operands;
  }
}
