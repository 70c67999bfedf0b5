package dev.mettle.benchmarks.expression;

/** A constant or an input. */
public sealed interface Value {

  /** Its kind. */
  ValueKind kind();

  /** An integer. */
  record Whole(long number) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.INTEGER;
    }
  }

  /** A float. */
  record Real(double number) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.FLOAT;
    }
  }

  /** A Bool value. */
  record Truth(boolean holds) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.BOOL;
    }
  }
}
