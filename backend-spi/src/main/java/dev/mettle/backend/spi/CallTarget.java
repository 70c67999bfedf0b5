package dev.mettle.backend.spi;

import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * What calls of one key reach in one view. Rules can change between any two calls, so compiled code
 * asks at each call, self calls included, whether the target is still what it was compiled for.
 *
 * @since 1.0
 */
public abstract class CallTarget {

  private final Clock clock;

  /** The head of the calls. */
  public final Symbol head;

  /** The last present at which this was looked at; -1 for never. */
  protected long lookedAt = -1;

  /** The code for values that calls run at {@link #lookedAt}; null if there is none. */
  protected @Nullable FunctionCode code;

  /** Whether calls are data, at {@link #lookedAt}. */
  protected boolean constructs;

  /** Whether the head has no type: data that calls are is its own value if its children are. */
  protected boolean plain;

  /** The only type of the head, a function's for so many arguments; null if it has none such. */
  protected @Nullable Expression type;

  /** A target that was never looked at. */
  protected CallTarget(Symbol head, Clock clock) {
    this.head = head;
    this.clock = clock;
  }

  /** Whether calls run {@code expected} at present. */
  public final boolean runs(FunctionCode expected) {
    return (lookedAt == clock.now() || look()) && code == expected;
  }

  /**
   * Whether calls still run {@code expected}, asked where no call is made: no other code is made
   * for them.
   */
  protected boolean stillRuns(FunctionCode expected) {
    return runs(expected);
  }

  /** Whether calls are data at present. */
  public final boolean constructs() {
    return (lookedAt == clock.now() || look()) && constructs;
  }

  /** Whether the data is its own value if its children are; asked after {@link #constructs}. */
  final boolean isPlain() {
    return plain;
  }

  /** Whether the head has this type and no other; asked after {@link #runs}. */
  final boolean hasType(Expression wanted) {
    Expression known = type;
    return known == wanted || known != null && AtomEquality.equal(known, wanted);
  }

  /** Looks again at what calls reach; always true. */
  protected abstract boolean look();
}
