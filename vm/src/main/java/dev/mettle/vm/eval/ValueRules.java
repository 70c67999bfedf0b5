package dev.mettle.vm.eval;

import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.View;

/**
 * Remembers for one view whether rules may match expressions whose head is a plain value, by the
 * number of children. Hardly a program has such rules, and without them the expressions are data.
 */
final class ValueRules {

  /** No symbol: what is remembered here changes with the rules that concern all atoms alone. */
  private static final long NO_SYMBOL = 0;

  private long stamp = -1;
  private long known;
  private long some;
  private boolean any;

  /** Whether a rule may match expressions of {@code size} children whose head is a value. */
  boolean mayMatch(View view, int size) {
    if (!view.clock().unchangedSince(stamp, NO_SYMBOL)) {
      known = 0;
      some = 0;
      any = lookForAny(view.sources());
      stamp = view.clock().now();
    }
    if (!any) {
      return false;
    }
    if (size >= Long.SIZE) {
      return look(view.sources(), size);
    }
    long bit = 1L << size;
    if ((known & bit) == 0) {
      some |= look(view.sources(), size) ? bit : 0;
      known |= bit;
    }
    return (some & bit) != 0;
  }

  private static boolean lookForAny(AtomSpace[] sources) {
    for (AtomSpace source : sources) {
      for (AtomSpace space : source.withNested()) {
        if (space.mayHaveRulesForValueHeads()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean look(AtomSpace[] sources, int size) {
    for (AtomSpace source : sources) {
      for (AtomSpace space : source.withNested()) {
        if (space.hasRulesForValueHead(size)) {
          return true;
        }
      }
    }
    return false;
  }
}
