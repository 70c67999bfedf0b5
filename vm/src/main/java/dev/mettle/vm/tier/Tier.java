package dev.mettle.vm.tier;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far a program may be compiled. Every choice gives the same answers. */
public enum Tier {
  /** The tree-walker alone. */
  TREE,
  /** What can be lowered runs as bytecode in the interpreter. */
  VM,
  /** The same, and a backend compiles the functions that are hot. */
  JIT;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The tier that is called {@code name} on command lines, such as {@code jit}. */
  public static Optional<Tier> of(String name) {
    return Arrays.stream(values()).filter(tier -> tier.label.equalsIgnoreCase(name)).findFirst();
  }

  /** All names, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(Tier::toString).collect(Collectors.joining(", "));
  }

  /** The name as it is written on command lines. */
  @Override
  public String toString() {
    return label;
  }
}
