package dev.mettle.ir.verify;

import dev.mettle.ir.function.IrFunction;
import org.jspecify.annotations.Nullable;

/**
 * A function that the verifier accepted, with what it found out on the way.
 *
 * @since 1.0
 */
public final class VerifiedFunction {

  private final IrFunction function;
  private final int maxStack;
  private final int[] depths;

  /** Worked out when it is asked for: functions that stay in the interpreter need none. */
  private volatile @Nullable FrameMap frameMap;

  private volatile @Nullable LiveLocals liveLocals;

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

  /** Which locals are still read at each place; needs no kinds, so it is found without the map. */
  public LiveLocals liveLocals() {
    LiveLocals known = liveLocals;
    if (known == null) {
      known = LiveLocals.of(function);
      liveLocals = known;
    }
    return known;
  }

  /** What frames of the function hold at each place. */
  public FrameMap frameMap() {
    FrameMap known = frameMap;
    if (known == null) {
      known = FrameMap.of(function, liveLocals());
      frameMap = known;
    }
    return known;
  }
}
