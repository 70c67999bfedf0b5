package dev.mettle.cli;

import java.util.Locale;

/** How far a program may be compiled; every choice gives the same answers. */
public enum TierChoice {
  /** The tree-walker alone. */
  TREE,
  /** Bytecode, interpreted. */
  VM,
  /** Bytecode, and hot functions compiled by a backend. */
  JIT;

  /** The name as it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
