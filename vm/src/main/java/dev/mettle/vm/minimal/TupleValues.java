package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.AtomNote;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Expression.TailFact;
import dev.mettle.ir.atom.TailFactKind;
import dev.mettle.vm.machine.OpenFacts;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.space.View;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of large tuples which of their last children are their own values, for one view and as
 * long as nothing changes that concerns them. All tails of an array have that in common: so a loop
 * that takes a tuple apart, or puts it together, looks at each child once.
 */
public final class TupleValues {

  /**
   * What is known.
   *
   * @param open where the children hold variables, what says that none of them is bound
   */
  private record Known(long view, long stamp, @Nullable OpenFacts open) implements AtomNote {}

  private TupleValues() {}

  /** The index of the first child behind which nothing has to be looked at; the size if none. */
  public static int from(Expression e, View view) {
    if (!e.keepsTailFacts()) {
      return e.size();
    }
    TailFact fact = e.tailFact(TailFactKind.VALUES);
    return fact != null
            && fact.fact() instanceof Known known
            && known.view == view.id()
            && (known.open == null || known.open.hold())
            && view.clock().unchangedSince(known.stamp, e)
        ? e.indexOf(fact)
        : e.size();
  }

  /** Remembers that all children of {@code e} from {@code index} on are their own values. */
  public static void note(Expression e, int index, View view) {
    if (!e.keepsTailFacts()) {
      return;
    }
    OpenFacts open = null;
    if (!e.isGround()) {
      open = Terms.resolve(e) == e ? OpenFacts.of(e) : null;
      if (open == null) {
        return;
      }
    }
    e.setTailFact(TailFactKind.VALUES, index, new Known(view.id(), view.clock().now(), open));
  }
}
