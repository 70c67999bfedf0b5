package dev.mettle.benchmarks.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes the expressions of a family: a chain of calls, each of which has the next one as its left
 * or right operand and an input or a constant as the other. Operations are mixed so that values
 * stay in range whatever the depth: integers within 64 bits, floats away from infinity and zero.
 */
final class FamilyGenerator {

  private final Family family;
  private final int depth;
  private final Random random;

  FamilyGenerator(Family family, int depth) {
    this.family = family;
    this.depth = depth;
    this.random = new Random(1_000L * family.seed() + depth);
  }

  ExpressionTree tree() {
    ExpressionTree tree = input(family.inputs().getFirst());
    for (int level = 1; level <= depth; level++) {
      tree =
          switch (family) {
            case ARITHMETIC -> integers(tree, level);
            case BOOLEAN -> truths(tree, input(ValueKind.BOOL));
            case MIXED -> mixed(tree, level);
            case POW -> powers(tree, level);
          };
    }
    return tree;
  }

  /** Sums and differences; each ten levels one product, which a remainder brings back in range. */
  private ExpressionTree integers(ExpressionTree inner, int level) {
    return switch (level % 20) {
      case 5, 15 -> call(Operation.MUL, inner, input(ValueKind.INTEGER));
      case 6, 16 -> call(Operation.MOD, inner, whole(10_007));
      case 13 -> call(Operation.DIV, inner, whole(7));
      default -> {
        ExpressionTree leaf =
            random.nextInt(10) < 7 ? input(ValueKind.INTEGER) : whole(1 + random.nextInt(999));
        yield eitherSide(random.nextBoolean() ? Operation.ADD : Operation.SUB, inner, leaf);
      }
    };
  }

  private ExpressionTree truths(ExpressionTree inner, ExpressionTree leaf) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> eitherSide(Operation.AND, inner, leaf);
      case 2, 3 -> eitherSide(Operation.OR, inner, leaf);
      case 4 -> eitherSide(random.nextBoolean() ? Operation.XOR : Operation.EQ, inner, leaf);
      default -> call(Operation.NOT, inner);
    };
  }

  private ExpressionTree mixed(ExpressionTree inner, int level) {
    int comparison = depth / 2 + 1;
    if (level < comparison / 2) {
      return integers(inner, level);
    }
    if (level < comparison) {
      return switch (level % 3) {
        case 0 -> call(Operation.MUL, inner, real(0.5));
        case 1 -> eitherSide(Operation.ADD, inner, input(ValueKind.FLOAT));
        default -> eitherSide(Operation.SUB, inner, input(ValueKind.FLOAT));
      };
    }
    if (level == comparison) {
      return eitherSide(Operation.LT, inner, input(ValueKind.FLOAT));
    }
    return truths(inner, random.nextBoolean() ? input(ValueKind.BOOL) : comparison());
  }

  /** Compares two different inputs; an input with itself would be no comparison to a compiler. */
  private ExpressionTree comparison() {
    Operation[] comparisons = {Operation.LT, Operation.LE, Operation.GT};
    ValueKind kind = random.nextBoolean() ? ValueKind.INTEGER : ValueKind.FLOAT;
    ExpressionTree left = input(kind);
    ExpressionTree right = input(kind);
    while (right.equals(left)) {
      right = input(kind);
    }
    return call(comparisons[random.nextInt(3)], left, right);
  }

  /** A power with an integer exponent, a fourth root, a product or quotient, and so on. */
  private ExpressionTree powers(ExpressionTree inner, int level) {
    return switch (level % 3) {
      case 1 -> call(Operation.POW, inner, input(ValueKind.INTEGER));
      case 2 -> call(Operation.POW, inner, real(0.25));
      default ->
          call(random.nextBoolean() ? Operation.MUL : Operation.DIV, inner, input(ValueKind.FLOAT));
    };
  }

  private ExpressionTree eitherSide(
      Operation operation, ExpressionTree inner, ExpressionTree leaf) {
    return random.nextBoolean() ? call(operation, inner, leaf) : call(operation, leaf, inner);
  }

  private static ExpressionTree call(Operation operation, ExpressionTree... arguments) {
    return new ExpressionTree.Call(operation, List.of(arguments));
  }

  private ExpressionTree input(ValueKind kind) {
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < family.inputs().size(); i++) {
      if (family.inputs().get(i) == kind) {
        fitting.add(i);
      }
    }
    return new ExpressionTree.Input(fitting.get(random.nextInt(fitting.size())), kind);
  }

  private static ExpressionTree whole(long number) {
    return new ExpressionTree.Constant(new Value.Whole(number));
  }

  private static ExpressionTree real(double number) {
    return new ExpressionTree.Constant(new Value.Real(number));
  }
}
