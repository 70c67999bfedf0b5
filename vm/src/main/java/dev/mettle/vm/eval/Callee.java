package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.query.RuleCursor;
import dev.mettle.vm.space.Rule;
import dev.mettle.vm.space.RuleSet;
import org.jspecify.annotations.Nullable;

/** What a view knows about calls of one symbol with one number of arguments. */
public final class Callee {

  private final RuleSet[] sets;
  private final @Nullable Intrinsic intrinsic;
  final long signature;
  final long stamp;

  /** What is known until something changes that concerns the symbols of {@code signature}. */
  Callee(RuleSet[] sets, @Nullable Intrinsic intrinsic, long signature, long stamp) {
    this.sets = sets;
    this.intrinsic = intrinsic;
    this.signature = signature;
    this.stamp = stamp;
  }

  /** The symbols whose rules decide what is known here, as a filter. */
  public long signature() {
    return signature;
  }

  /** Whether it is a library function that nobody has added to, and that is computed directly. */
  public boolean isLibraryFunction() {
    return intrinsic != null;
  }

  /** How a library function with its original meaning is computed, or null. */
  public @Nullable Intrinsic intrinsic() {
    return intrinsic;
  }

  /** Whether there is any rule. */
  public boolean hasRules() {
    return sets.length > 0;
  }

  /** The rule, if there is just one. */
  public @Nullable Rule onlyRule() {
    return sets.length == 1 ? sets[0].sole() : null;
  }

  /** The rules of each space of the view that has some; not to be changed. */
  public RuleSet[] sets() {
    return sets;
  }

  /** The rules that may match a call, in order. */
  public RuleCursor cursor(Expression call) {
    return RuleCursor.of(sets, call);
  }
}
