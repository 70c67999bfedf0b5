package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.space.View;

/**
 * Remembers on an expression that it is its own value, for one view and until a rule or type of a
 * symbol inside it changes. Without the mark nested data would be walked again at every level. On
 * an expression with variables the mark counts whenever none of them is bound, as none was when it
 * was made.
 */
public final class EvaluatedMark {

  private static final int STAMP_BITS = 35;
  private static final long STAMP_MASK = (1L << STAMP_BITS) - 1;
  private static final long VIEW_MASK = (1L << (Expression.STAMP_BITS - STAMP_BITS)) - 1;

  private static final int SURFACE = 4;

  private EvaluatedMark() {}

  /** Whether {@code e} is marked for {@code view} and nothing that matters has changed since. */
  public static boolean isValid(Expression e, View view) {
    return isFresh(e, tag(view), view.clock().now()) || isStillValid(e, view);
  }

  /** What the marks of a view begin with. */
  public static long tag(View view) {
    return (view.id() & VIEW_MASK) << STAMP_BITS;
  }

  /** What changes whenever anything does that marks depend on. */
  public static long stamp(View view) {
    return tag(view) | view.clock().now();
  }

  /**
   * Whether {@code e} was marked at this very present; the part of {@link #isValid} that is small
   * enough for a loop.
   *
   * @param tag of the view
   * @param now of its clock
   */
  public static boolean isFresh(Expression e, long tag, long now) {
    return e.isMarked(tag | now);
  }

  /** The other part of {@link #isValid}. */
  public static boolean isStillValid(Expression e, View view) {
    return isValidInside(e, view) && (e.isGround() || !hasBoundChild(e) && Terms.resolve(e) == e);
  }

  /** Whether a variable next to the surface is bound: then there is no need to look further. */
  private static boolean hasBoundChild(Expression e) {
    int end = Math.min(e.size(), SURFACE);
    for (int i = 0; i < end; i++) {
      if (e.get(i) instanceof Variable v && v.binding() != null) {
        return true;
      }
    }
    return false;
  }

  /** {@link #isValid} for a part of an expression in which no variable is bound. */
  public static boolean isValidInside(Expression e, View view) {
    long mark = e.evaluatedMark();
    return mark != 0 && holds(mark, e, view);
  }

  /**
   * Whether no child of an expression would be evaluated further; no variable in it is bound. So
   * the expression may carry the mark, if it is no call that can be reduced and has no errors.
   *
   * @param from the first child that is looked at
   * @param end behind the last one
   * @param parts which children are never evaluated
   */
  public static boolean areChildrenValid(
      Expression e, int from, int end, UnevaluatedParts parts, View view) {
    for (int i = from; i < end; i++) {
      if (e.get(i) instanceof Expression child && !isChildValid(child, i, parts, view)) {
        return false;
      }
    }
    return true;
  }

  /** The same for one child. */
  public static boolean isChildValid(
      Expression child, int index, UnevaluatedParts parts, View view) {
    return child.size() == 0 || parts.leavesUnevaluated(index) || isValidInside(child, view);
  }

  /** Marks {@code e}, in which no variable is bound, as its own value in {@code view} as of now. */
  public static void set(Expression e, View view) {
    long now = view.clock().now();
    if (now <= STAMP_MASK) {
      e.setEvaluatedMark(tag(view) | now);
    }
  }

  /** Whether a stamp is one of this view, and nothing that concerns {@code e} changed since. */
  private static boolean holds(long mark, Expression e, View view) {
    long stamp = mark & STAMP_MASK;
    return mark >>> STAMP_BITS == (view.id() & VIEW_MASK) && view.clock().unchangedSince(stamp, e);
  }
}
