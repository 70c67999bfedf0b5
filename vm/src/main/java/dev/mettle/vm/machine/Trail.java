package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.View;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bindings of variables, and those of them that are remembered so that they can be taken back:
 * for a choice point all of variables that are older, for an attempt all.
 */
abstract class Trail extends Registers {

  private static final long TRAIL_EVERYTHING = Long.MAX_VALUE;
  private long serialLimit;

  /** Bindings of variables that are as young are remembered for no choice point. */
  private long choiceLimit;

  Variable[] trail = {};
  int attempts;
  final BindingLog bindings = new BindingLog();

  Trail(@Nullable View view) {
    super(view);
  }

  /** Gives the unbound {@code v} a value and remembers it for the choice points that are older. */
  public final void bind(Variable v, Atom value) {
    v.bind(value);
    bindings.bound(v.serial());
    if (v.serial() < serialLimit) {
      if (trailTop == trail.length) {
        trail = Arrays.copyOf(trail, Math.max(64, trailTop * 2));
      }
      trail[trailTop++] = v;
    }
  }

  /** Number of remembered bindings. */
  public final int trailTop() {
    return trailTop;
  }

  /** The variable of remembered binding {@code index}. */
  public final Variable trailed(int index) {
    return trail[index];
  }

  /** Takes back the bindings that were remembered since the trail had {@code top} entries. */
  public final void undoTo(int top) {
    while (trailTop > top) {
      Variable v = trail[--trailTop];
      v.bind(null);
    }
  }

  /**
   * Begins an attempt whose bindings may have to be taken back: everything is remembered until
   * {@link #commit} or {@link #abort}. Attempts nest, but nothing is evaluated inside of them.
   */
  public final int attempt() {
    attempts++;
    bindings.beginAttempt();
    serialLimit = TRAIL_EVERYTHING;
    return trailTop;
  }

  /** Keeps the bindings made since {@code mark}. */
  public final void commit(int mark) {
    bindings.commitAttempt();
    if (--attempts == 0) {
      restoreSerialLimit();
      compactTrail(mark);
    }
  }

  /** Takes back the bindings made since {@code mark}. */
  public final void abort(int mark) {
    undoTo(mark);
    bindings.abortAttempt();
    if (--attempts == 0) {
      restoreSerialLimit();
    }
  }

  /** Goes on where another run had come to. */
  final void goOn(Variable[] remembered, int begun, long limit) {
    trail = remembered;
    attempts = begun;
    choiceLimit = limit;
    bindings.goOnInside(begun);
    if (begun > 0) {
      serialLimit = TRAIL_EVERYTHING;
    } else {
      restoreSerialLimit();
    }
  }

  /**
   * Says which variables are younger than the newest choice point, so that nothing remembers them.
   */
  final void setChoiceLimit(long limit) {
    choiceLimit = limit;
    serialLimit = limit;
  }

  private void restoreSerialLimit() {
    serialLimit = choiceLimit;
  }

  /** Forgets what only younger choice points needed. */
  final void compactTrail(int from) {
    int to = from;
    for (int i = from; i < trailTop; i++) {
      if (trail[i].serial() < serialLimit) {
        trail[to++] = trail[i];
      }
    }
    trailTop = to;
  }
}
