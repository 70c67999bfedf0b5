package dev.mettle.cli.why;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The first place where a call and the left side of a rule cannot be made equal.
 *
 * @param argument the argument of the call that it is in, from 1; 0 for the head
 * @param given what stands there in the call
 * @param wanted what stands there in the rule
 */
record Mismatch(int argument, Atom given, Atom wanted) {

  private record Pair(Atom call, Atom rule) {}

  /** Looks at calls and left sides of one length; none if they match. */
  static Optional<Mismatch> of(Expression call, Expression left) {
    Map<Atom, Atom> bindings = new HashMap<>();
    for (int i = 0; i < call.size(); i++) {
      Optional<Pair> difference = difference(call.get(i), left.get(i), bindings);
      if (difference.isPresent()) {
        return Optional.of(new Mismatch(i, difference.get().call(), difference.get().rule()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Pair> difference(Atom call, Atom rule, Map<Atom, Atom> bindings) {
    ArrayDeque<Pair> waiting = new ArrayDeque<>();
    waiting.push(new Pair(call, rule));
    while (!waiting.isEmpty()) {
      Pair pair = waiting.pop();
      Atom a = bound(pair.call(), bindings);
      Atom b = bound(pair.rule(), bindings);
      if (a.equals(b)) {
        continue;
      }
      if (b instanceof Variable) {
        bindings.put(b, a);
      } else if (a instanceof Variable) {
        bindings.put(a, b);
      } else if (a instanceof Expression x && b instanceof Expression y && x.size() == y.size()) {
        for (int i = x.size() - 1; i >= 0; i--) {
          waiting.push(new Pair(x.get(i), y.get(i)));
        }
      } else {
        return Optional.of(new Pair(a, b));
      }
    }
    return Optional.empty();
  }

  private static Atom bound(Atom atom, Map<Atom, Atom> bindings) {
    Atom value = atom;
    while (value instanceof Variable && bindings.containsKey(value)) {
      value = bindings.getOrDefault(value, value);
    }
    return value;
  }
}
