package dev.mettle.vm.tier;

import dev.mettle.backend.spi.ExecutionContext;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs new code in the background until HotSpot has compiled it. A fresh class is several times
 * slower than the interpreter at first; as long as a function has no effects, the thread that
 * compiled it can bear that instead of the program.
 */
final class WarmUp {

  /** How long it may take at most, pauses included. */
  private static final long MAX_NANOS = 100_000_000;

  /**
   * After so long the thread pauses for twice as long. HotSpot's compilers work at the same time,
   * and where there are only two processors the program would get less than one of them.
   */
  private static final long TURN_NANOS = 300_000;

  private static final int RUNS_BETWEEN_CLOCKS = 32;

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
    long turn = System.nanoTime();
    long end = turn + MAX_NANOS;
    for (int i = 1; i <= runs; i++) {
      if (code.invoke(context, arguments) == ExecutionContext.UNWINDING) {
        return;
      }
      if (i % RUNS_BETWEEN_CLOCKS == 0) {
        long now = System.nanoTime();
        if (now > end) {
          return;
        }
        if (now - turn > TURN_NANOS) {
          LockSupport.parkNanos(2 * TURN_NANOS);
          turn = System.nanoTime();
        }
      }
    }
  }
}
