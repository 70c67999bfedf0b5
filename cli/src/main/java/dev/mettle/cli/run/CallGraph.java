package dev.mettle.cli.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which functions call which, as their rules are written. */
final class CallGraph {

  private final Map<String, Set<String>> calls = new HashMap<>();
  private final Map<String, Set<String>> callers = new HashMap<>();

  /** Notes that a rule of {@code function}, which is not empty, calls something. */
  void add(String function, String called) {
    if (!function.isEmpty()) {
      calls.computeIfAbsent(function, name -> new LinkedHashSet<>()).add(called);
      callers.computeIfAbsent(called, name -> new LinkedHashSet<>()).add(function);
    }
  }

  /** Whether calls can lead from one function to another. */
  boolean leads(String from, String to) {
    return from.equals(to) || reached(from, calls).contains(to);
  }

  /** The functions that calls from one to another can go through, without these two. */
  Set<String> between(String from, String to) {
    Set<String> between = reached(from, calls);
    between.retainAll(reached(to, callers));
    between.remove(from);
    between.remove(to);
    return between;
  }

  private static Set<String> reached(String from, Map<String, Set<String>> edges) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> waiting = new ArrayDeque<>();
    waiting.add(from);
    for (String next = waiting.poll(); next != null; next = waiting.poll()) {
      for (String other : edges.getOrDefault(next, Set.of())) {
        if (reached.add(other)) {
          waiting.add(other);
        }
      }
    }
    return reached;
  }
}
