package dev.mettle.benchmarks.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The random inputs that expressions are run with, one tuple after the other. */
public final class InputTuples {

  /** How many tuples there are; a power of two. */
  public static final int COUNT = 1_024;

  private InputTuples() {}

  /** The tuples of a family; always the same. */
  public static List<List<Value>> of(Family family) {
    Random random = new Random(20_25 + family.seed());
    List<List<Value>> tuples = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      List<Value> tuple = new ArrayList<>();
      for (ValueKind kind : family.inputs()) {
        tuple.add(draw(family, kind, random));
      }
      tuples.add(List.copyOf(tuple));
    }
    return tuples;
  }

  private static Value draw(Family family, ValueKind kind, Random random) {
    return switch (kind) {
      // Small exponents, so that powers stay within the range of floats.
      case INTEGER ->
          new Value.Whole(
              family == Family.POW ? random.nextInt(7) - 3 : random.nextInt(2_001) - 1_000);
      case FLOAT -> new Value.Real(0.8 + 0.45 * random.nextDouble());
      case BOOL -> new Value.Truth(random.nextBoolean());
    };
  }
}
