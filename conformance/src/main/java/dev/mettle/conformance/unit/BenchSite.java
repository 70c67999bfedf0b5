package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;

/** An instruction, which keeps nothing. */
final class BenchSite extends CodeSite {

  private final IrFunction function;
  private final Instruction instruction;

  BenchSite(IrFunction function, Instruction instruction) {
    this.function = function;
    this.instruction = instruction;
  }

  /** The constant that an immediate names. */
  Atom constant(int index) {
    return function.constant(instruction.immediate(index));
  }
}
