package dev.mettle.benchmarks.expression;

import java.util.List;

/** A measured expression, as a tree. */
public sealed interface ExpressionTree {

  /** The kind of its value. */
  ValueKind kind();

  /** How many operations it has. */
  default int operations() {
    return switch (this) {
      case Input input -> 0;
      case Constant constant -> 0;
      case Call call -> {
        int sum = 1;
        for (ExpressionTree argument : call.arguments()) {
          sum += argument.operations();
        }
        yield sum;
      }
    };
  }

  /** The same expression with values in place of its inputs. */
  default ExpressionTree with(List<Value> inputs) {
    return switch (this) {
      case Input input -> new Constant(inputs.get(input.index()));
      case Constant constant -> constant;
      case Call call ->
          new Call(call.operation(), call.arguments().stream().map(a -> a.with(inputs)).toList());
    };
  }

  /**
   * An input.
   *
   * @param index its index, from 0
   */
  record Input(int index, ValueKind kind) implements ExpressionTree {
    /** Its name in source text, without a sigil. */
    public String name() {
      return String.valueOf((char) ('a' + index));
    }
  }

  /** A constant. */
  record Constant(Value value) implements ExpressionTree {
    @Override
    public ValueKind kind() {
      return value.kind();
    }
  }

  /** A call of an operation. */
  record Call(Operation operation, List<ExpressionTree> arguments) implements ExpressionTree {
    /** Copies the list. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueKind kind() {
      return operation.result(
          arguments.stream().allMatch(argument -> argument.kind() == ValueKind.INTEGER));
    }
  }
}
