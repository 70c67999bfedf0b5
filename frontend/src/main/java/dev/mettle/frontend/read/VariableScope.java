package dev.mettle.frontend.read;

import dev.mettle.ir.atom.Variable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The variables of one top-level atom by name. */
final class VariableScope {

  /** Up to so many names comparing them all is faster than hashing. */
  private static final int FEW = 8;

  private final Variable[] few = new Variable[FEW];
  private int count;
  private final Map<String, Variable> many = new HashMap<>();

  /** The serial of all of them, once there is one. */
  private long scope;

  /** Forgets all variables. */
  void clear() {
    Arrays.fill(few, 0, count, null);
    count = 0;
    if (!many.isEmpty()) {
      many.clear();
    }
  }

  /** The variable whose name stands between two offsets of {@code text}. */
  Variable named(String text, int from, int to) {
    for (int i = 0; i < count; i++) {
      if (isName(few[i].name(), text, from, to)) {
        return few[i];
      }
    }
    String name = text.substring(from, to);
    if (count == FEW) {
      return many.computeIfAbsent(name, n -> Variable.in(scope, n));
    }
    if (count == 0) {
      scope = Variable.newScope();
    }
    Variable variable = Variable.in(scope, name);
    few[count++] = variable;
    return variable;
  }

  private static boolean isName(String name, String text, int from, int to) {
    return name.length() == to - from && text.startsWith(name, from);
  }
}
