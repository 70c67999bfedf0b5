package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.Clock;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.ir.function.IrFunction;

/** The code of a function whose assumptions hold until a test says otherwise. */
final class BenchCode extends FunctionCode {

  private final IrFunction function;
  private boolean holds = true;

  BenchCode(Clock clock, IrFunction function) {
    super(clock);
    this.function = function;
  }

  /** The assumptions hold no longer, from the next tick of the clock on. */
  void invalidate() {
    holds = false;
  }

  @Override
  public IrFunction function() {
    return function;
  }

  @Override
  protected boolean recheck() {
    return holds;
  }
}
