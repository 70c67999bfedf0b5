package dev.mettle.ir.verify;

import dev.mettle.ir.function.IrFunction;
import java.util.Optional;

/**
 * Decides whether a function is well formed, so that engines and compilers need not: each index is
 * in range, the stack never runs under, has one depth at each place whatever the way there, no
 * local is read before it is set or where it holds something else than what is read, no operand is
 * of a kind that its operation can never take, each way ends in a return, and nothing is
 * unreachable. All of it follows from the table of opcodes.
 *
 * @since 1.0
 */
public final class Verifier {

  /** More operands than this never lie on the stack. */
  public static final int MAX_STACK = CodeFlow.MAX_STACK;

  /** A function has no more locals than this. */
  public static final int MAX_LOCALS = CodeFlow.MAX_LOCALS;

  private Verifier() {}

  /**
   * Accepts a well-formed function.
   *
   * @throws InvalidFunctionException for any other one
   */
  public static VerifiedFunction verify(IrFunction function) {
    try {
      CodeFlow flow = CodeFlow.of(function, false);
      return new VerifiedFunction(function, flow.maxStack(), flow.depths());
    } catch (CodeFlow.Rejection rejection) {
      throw new InvalidFunctionException(function.name(), rejection.defect);
    }
  }

  /** The first defect of a function; none if it is well formed. */
  public static Optional<Defect> firstDefect(IrFunction function) {
    try {
      CodeFlow.of(function, false);
      return Optional.empty();
    } catch (CodeFlow.Rejection rejection) {
      return Optional.of(rejection.defect);
    }
  }
}
