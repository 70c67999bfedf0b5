package dev.mettle.benchmarks.expression;

import java.util.List;
import java.util.Locale;

/** The families of measured expressions. */
public enum Family {
  /** Exact integer arithmetic. */
  ARITHMETIC(1, 0, ValueKind.INTEGER, ValueKind.INTEGER, ValueKind.INTEGER, ValueKind.INTEGER),
  /** Operations on Bool values. */
  BOOLEAN(
      1,
      1,
      ValueKind.BOOL,
      ValueKind.BOOL,
      ValueKind.BOOL,
      ValueKind.BOOL,
      ValueKind.BOOL,
      ValueKind.BOOL),
  /** Integers, then floats, a comparison, then Bool values and more comparisons. */
  MIXED(
      1,
      2,
      ValueKind.INTEGER,
      ValueKind.INTEGER,
      ValueKind.FLOAT,
      ValueKind.FLOAT,
      ValueKind.BOOL,
      ValueKind.BOOL),
  /** Powers with integer and float exponents. */
  POW(2, 3, ValueKind.FLOAT, ValueKind.FLOAT, ValueKind.INTEGER, ValueKind.INTEGER);

  /** The depths at which each family is measured. */
  public static final List<Integer> DEPTHS = List.of(10, 50, 100, 200);

  private final int stage;
  private final int seed;
  private final List<ValueKind> inputs;

  Family(int stage, int seed, ValueKind... inputs) {
    this.stage = stage;
    this.seed = seed;
    this.inputs = List.of(inputs);
  }

  /** The stage of the opcodes that it needs. */
  public int stage() {
    return stage;
  }

  /** Where the random choices of this family start. */
  int seed() {
    return seed;
  }

  /** The kinds of its inputs. */
  public List<ValueKind> inputs() {
    return inputs;
  }

  /** The name in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The expression of this family at a depth. The same arguments always give the same expression.
   *
   * @param depth how deep its calls nest
   */
  public ExpressionTree tree(int depth, Operands operands) {
    ExpressionTree tree = new FamilyGenerator(this, depth).tree();
    return switch (operands) {
      case INPUTS -> tree;
      case CONSTANTS -> tree.with(InputTuples.of(this).getFirst());
    };
  }

  @Override
  public String toString() {
    return label();
  }
}
