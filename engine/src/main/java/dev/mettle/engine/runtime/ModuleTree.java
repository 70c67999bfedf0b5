package dev.mettle.engine.runtime;

import dev.mettle.engine.module.ModuleName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tree of modules as {@code print-mods!} shows it. */
final class ModuleTree {

  private static final String INDENT = " ";

  /** What is still to be printed: a module, and what stands before the names below it. */
  private record Line(ModuleName name, String before, boolean last) {}

  private ModuleTree() {}

  /** A line for each module, ended by a line break each. */
  static String print(Map<ModuleName, Integer> numbers) {
    Map<ModuleName, List<ModuleName>> below = new HashMap<>();
    for (ModuleName name : numbers.keySet()) {
      below.computeIfAbsent(name.parent(), n -> new ArrayList<>()).add(name);
    }
    StringBuilder out = new StringBuilder("top = 0\n");
    Deque<Line> open = new ArrayDeque<>();
    pushAll(open, below, ModuleName.TOP, INDENT);
    while (!open.isEmpty()) {
      Line line = open.pop();
      out.append(line.before())
          .append(line.last() ? "└─" : "├─")
          .append(line.name().last())
          .append(" = ")
          .append(numbers.get(line.name()))
          .append('\n');
      pushAll(open, below, line.name(), line.before() + (line.last() ? "   " : "│  "));
    }
    return out.toString();
  }

  private static void pushAll(
      Deque<Line> open, Map<ModuleName, List<ModuleName>> below, ModuleName name, String before) {
    List<ModuleName> names = below.getOrDefault(name, List.of());
    for (int i = names.size() - 1; i >= 0; i--) {
      open.push(new Line(names.get(i), before, i == names.size() - 1));
    }
  }
}
