package dev.mettle.vm.query;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Terms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the patterns of a conjunction hang together in a cycle, as the sides of a triangle do.
 */
public final class Cycles {

  /** Longer conjunctions are not looked at. */
  private static final int MOST = 32;

  private Cycles() {}

  /**
   * Whether patterns are cyclic: there is a cycle if something is left when variables of one
   * pattern alone, and patterns whose variables are all in another one, are left out again and
   * again.
   */
  public static boolean isCyclic(List<Atom> patterns) {
    if (patterns.size() < 3 || patterns.size() > MOST) {
      return false;
    }
    List<Set<Variable>> edges = new ArrayList<>();
    for (Atom pattern : patterns) {
      if (!(Terms.dereference(pattern) instanceof Expression e)) {
        return false;
      }
      edges.add(variablesOf(e));
    }
    int before;
    do {
      before = edges.size();
      dropLonely(edges);
      dropContained(edges);
    } while (edges.size() < before);
    return edges.size() > 1;
  }

  private static Set<Variable> variablesOf(Expression pattern) {
    Set<Variable> variables = new HashSet<>();
    ArrayDeque<Atom> parts = new ArrayDeque<>(List.of(pattern));
    int turn = 0;
    while (!parts.isEmpty()) {
      Interruption.check(++turn);
      Atom part = Terms.dereference(parts.pop());
      if (part instanceof Variable v) {
        variables.add(v);
      } else if (part instanceof Expression e && !e.isGround()) {
        e.forEach(parts::push);
      }
    }
    return variables;
  }

  private static void dropLonely(List<Set<Variable>> edges) {
    Map<Variable, Integer> uses = new HashMap<>();
    edges.forEach(edge -> edge.forEach(v -> uses.merge(v, 1, Integer::sum)));
    edges.forEach(edge -> edge.removeIf(v -> uses.getOrDefault(v, 0) == 1));
  }

  private static void dropContained(List<Set<Variable>> edges) {
    for (int i = edges.size() - 1; i >= 0; i--) {
      for (int j = 0; j < edges.size(); j++) {
        if (i != j && edges.get(j).containsAll(edges.get(i))) {
          edges.remove(i);
          break;
        }
      }
    }
  }
}
