package dev.mettle.vm.code;

import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.verify.VerifiedFunction;
import org.jspecify.annotations.Nullable;

/**
 * A decoded function. Frames begin with two words of control: the way back to the caller, and the
 * barrier of the call that is under way. The locals follow, then the places of the operand stack.
 */
public final class Code extends FunctionCode {

  /** Where the locals begin in a frame. */
  public static final int LOCALS = 2;

  public final VerifiedFunction verified;
  public final IrFunction function;
  public final int[] code;
  public final Object[] pool;

  /** The words of the atoms in the pool. */
  public final long[] poolWords;

  public final int frameSize;

  /** Where in a frame barriers and scopes lie, which copies of the frame have in common. */
  public final int[] shared;

  /** The functions among which it was made. */
  public final Functions functions;

  private final Validity validity;

  /** Compiled versions of it, if calls have to look at them. */
  public @Nullable CodeTier tier;

  /** What is known of it besides, once it was found hot. */
  public @Nullable CodeTier noted;

  /** Where it can be entered besides its beginning; made when it is first asked for. */
  private @Nullable EntryTable entries;

  public Code(
      VerifiedFunction verified,
      int[] code,
      Object[] pool,
      int frameSize,
      int[] shared,
      Functions functions,
      Validity validity) {
    super(validity.clock());
    this.verified = verified;
    this.function = verified.function();
    this.code = code;
    this.pool = pool;
    this.poolWords = new long[pool.length];
    for (int i = 0; i < pool.length; i++) {
      poolWords[i] = pool[i] instanceof Atom atom ? Words.of(atom) : Words.REFERENCE;
    }
    this.frameSize = frameSize;
    this.shared = shared;
    this.functions = functions;
    this.validity = validity;
  }

  @Override
  public IrFunction function() {
    return function;
  }

  /** The last present at which the assumptions were known to hold. */
  public long checkedAt() {
    return checkedAt;
  }

  @Override
  protected boolean recheck() {
    if (!validity.holdsSince(checkedAt)) {
      return false;
    }
    checkedAt = validity.now();
    return true;
  }

  /** Where it can be entered besides its beginning. */
  public EntryTable entries() {
    EntryTable known = entries;
    if (known == null) {
      known = functions.entries(verified);
      entries = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return function.toString();
  }
}
