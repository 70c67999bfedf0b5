package dev.mettle.benchmarks.expression;

/** The kinds of values in measured expressions. */
public enum ValueKind {
  /** An integer that fits 64 bits. */
  INTEGER("long"),
  /** A float. */
  FLOAT("double"),
  /** A Bool value. */
  BOOL("boolean");

  private final String javaType;

  ValueKind(String javaType) {
    this.javaType = javaType;
  }

  /** The Java type that holds such values. */
  public String javaType() {
    return javaType;
  }

  /** The atom class that holds such values. */
  public String atomType() {
    return switch (this) {
      case INTEGER -> "LongAtom";
      case FLOAT -> "DoubleAtom";
      case BOOL -> "BoolAtom";
    };
  }
}
