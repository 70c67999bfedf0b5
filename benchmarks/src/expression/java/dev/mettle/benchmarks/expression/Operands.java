package dev.mettle.benchmarks.expression;

import java.util.Locale;

/** What the leaves of an expression are. */
public enum Operands {
  /** Inputs that change from run to run, and some constants. */
  INPUTS,
  /** Constants only, so that a compiler may know the answer. */
  CONSTANTS;

  /** The name in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
