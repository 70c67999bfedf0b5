package dev.mettle.vm.code;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.types.CallPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the code where a call is checked before its arguments run. Remembers the last verdict
 * for values that have no inside: those of one kind all have the same type.
 */
final class CheckSite {

  final Expression template;
  final int[] locals;

  private final long[] kinds;
  private long stamp = -1;
  private @Nullable Atom expected;
  private @Nullable CallPlan plan;

  CheckSite(Expression template) {
    this.template = template;
    List<Integer> found = new ArrayList<>();
    ArrayDeque<Atom> parts = new ArrayDeque<>(List.of(template));
    while (!parts.isEmpty()) {
      Atom part = parts.pop();
      if (part instanceof Variable v && v.slot() >= 0 && !found.contains(v.slot())) {
        found.add(v.slot());
      } else if (part instanceof Expression e && !e.isGround()) {
        e.forEach(parts::push);
      }
    }
    locals = found.stream().mapToInt(Integer::intValue).toArray();
    kinds = new long[locals.length];
  }

  /** The verdict for values of these kinds, if it is the one that was found last. */
  @Nullable CallPlan known(long[] now, Atom type, long clock) {
    return stamp == clock && expected == type && Arrays.equals(kinds, now) ? plan : null;
  }

  void remember(long[] now, Atom type, long clock, CallPlan found) {
    System.arraycopy(now, 0, kinds, 0, now.length);
    stamp = clock;
    expected = type;
    plan = found;
  }
}
