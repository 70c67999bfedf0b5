package dev.mettle.backend.spi;

import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.ir.verify.Verifier;

/**
 * The code of a function as the interpreter has it: what a captured frame goes on in, and what
 * knows whether the types and meanings still hold that the code relies on. Compiled code asks after
 * each call, as {@code guard} does.
 *
 * @since 1.0
 */
public abstract class FunctionCode {

  private final Clock clock;

  /** The last present at which the assumptions were known to hold. */
  protected long checkedAt;

  /** Code that is right as of now. */
  protected FunctionCode(Clock clock) {
    this.clock = clock;
    this.checkedAt = clock.now();
  }

  /** The clock of the engine. */
  final Clock clock() {
    return clock;
  }

  /** The function. */
  public abstract IrFunction function();

  /** The function as it passed the verifier. */
  public VerifiedFunction verified() {
    return Verifier.verify(function());
  }

  /** Whether what the body relies on still holds. */
  public final boolean isCurrent() {
    return checkedAt == clock.now() || recheck();
  }

  /** Looks again, and notes the present if everything still holds. */
  protected abstract boolean recheck();
}
