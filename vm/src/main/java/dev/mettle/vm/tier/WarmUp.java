package dev.mettle.vm.tier;

import dev.mettle.backend.spi.ExecutionContext;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;

/**
 * Runs new code in the background until HotSpot has compiled it. A fresh class is several times
 * slower than the interpreter at first; as long as a function has no effects, the thread that
 * compiled it can bear that instead of the program.
 */
final class WarmUp {

  private static final long MAX_NANOS = 100_000_000;

  private WarmUp() {}

  /** Whether calls of a function can be repeated, and their cost is known to be small. */
  static boolean isHarmless(IrFunction function) {
    for (Instruction instruction : function.code()) {
      // A native operation is pure as well, but it may take any time.
      if (!instruction.opcode().isPure() || instruction.opcode() == Opcode.CALL_NATIVE) {
        return false;
      }
    }
    return true;
  }

  /**
   * Runs the code, as long as it does not leave.
   *
   * @param arguments those of a call that the program made
   * @throws Throwable what the code throws
   */
  static void run(CompiledCode code, Atom[] arguments, int runs) throws Throwable {
    TierContext context = new TierContext();
    long end = System.nanoTime() + MAX_NANOS;
    for (int i = 0; i < runs; i++) {
      Atom result = code.invoke(context, arguments);
      if (result == ExecutionContext.UNWINDING || (i & 0xFF) == 0 && System.nanoTime() > end) {
        return;
      }
    }
  }
}
