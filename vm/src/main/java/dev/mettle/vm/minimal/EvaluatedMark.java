package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.machine.OpenFacts;
import dev.mettle.vm.space.View;

/**
 * Remembers on an expression that it is its own value, for one view and until a rule or type of a
 * symbol inside it changes, or a variable in it is bound. Without the mark nested data would be walked again at every level.
 */
public final class EvaluatedMark {

  private static final int STAMP_BITS = 40;
  private static final long STAMP_MASK = (1L << STAMP_BITS) - 1;

  private EvaluatedMark() {}

  /** Whether {@code e} is marked for {@code view} and nothing that matters has changed since. */
  public static boolean isValid(Expression e, View view) {
    return isFresh(e, tag(view), view.clock().now()) || isStillValid(e, view);
  }

  /** What the marks of a view begin with. */
  public static long tag(View view) {
    return (view.id() & 0xFFFFFF) << STAMP_BITS;
  }

  /**
   * Whether {@code e} was marked at this very present; the part of {@link #isValid} that is small
   * enough for a loop.
   *
   * @param tag of the view
   * @param now of its clock
   */
  public static boolean isFresh(Expression e, long tag, long now) {
    return e.evaluatedMark() == (tag | now);
  }

  /** The other part of {@link #isValid}. */
  public static boolean isStillValid(Expression e, View view) {
    long mark = e.evaluatedMark();
    if (mark == 0 && !e.isGround()) {
      OpenFacts facts = OpenFacts.of(e);
      mark = facts == null ? 0 : facts.evaluatedMark();
    }
    return mark != 0
        && (mark >>> STAMP_BITS) == (view.id() & 0xFFFFFF)
        && view.clock().unchangedSince(mark & STAMP_MASK, e.signature());
  }

  /** Whether {@code e} can be marked: what holds variables only if it is large and all are free. */
  public static boolean canMark(Expression e) {
    return e.isGround() || OpenFacts.of(e) != null;
  }

  /** Marks {@code e}, if it can be, as its own value in {@code view}, as of now. */
  public static void set(Expression e, View view) {
    long mark = tag(view) | view.clock().now() & STAMP_MASK;
    if (e.isGround()) {
      e.setEvaluatedMark(mark);
      return;
    }
    OpenFacts facts = OpenFacts.of(e);
    if (facts != null) {
      facts.setEvaluatedMark(mark);
    }
  }
}
