package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Variable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables in the order in which an attempt at unification met them; few nearly always. */
final class Survivors {

  private static final int FEW = 8;

  private final @Nullable Variable[] first = new Variable[FEW];
  private int count;

  /** Those that do not fit into the array, by their numbers; made anew rather than emptied. */
  private Map<Variable, Integer> others = Map.of();

  /** Forgets all of them. */
  void clear() {
    if (count > 0) {
      Arrays.fill(first, 0, Math.min(count, FEW), null);
      others = Map.of();
      count = 0;
    }
  }

  /** The number of a variable; the largest integer if it was not met. */
  int numberOf(Variable variable) {
    int end = Math.min(count, FEW);
    for (int i = 0; i < end; i++) {
      if (first[i] == variable) {
        return i;
      }
    }
    return count <= FEW ? Integer.MAX_VALUE : others.getOrDefault(variable, Integer.MAX_VALUE);
  }

  /** The number of a variable, which is met now if it was not before. */
  int meet(Variable variable) {
    int known = numberOf(variable);
    if (known != Integer.MAX_VALUE) {
      return known;
    }
    if (count < FEW) {
      first[count] = variable;
    } else {
      if (count == FEW) {
        others = new HashMap<>();
      }
      others.put(variable, count);
    }
    return count++;
  }
}
