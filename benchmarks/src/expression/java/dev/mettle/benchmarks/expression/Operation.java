package dev.mettle.benchmarks.expression;

/** The operations of measured expressions. */
public enum Operation {
  /** Sum. */
  ADD("+", "add"),
  /** Difference. */
  SUB("-", "sub"),
  /** Product. */
  MUL("*", "mul"),
  /** Quotient. */
  DIV("/", "div"),
  /** Remainder. */
  MOD("%", "mod"),
  /** Power. */
  POW("pow-math", "pow"),
  /** Both. */
  AND("and", "and"),
  /** At least one. */
  OR("or", "or"),
  /** Exactly one. */
  XOR("xor", "xor"),
  /** The other one. */
  NOT("not", "not"),
  /** Less. */
  LT("<", "lt"),
  /** Less or equal. */
  LE("<=", "le"),
  /** Greater. */
  GT(">", "gt"),
  /** Equality. */
  EQ("==", "eq");

  private final String symbol;
  private final String kernel;

  Operation(String symbol, String kernel) {
    this.symbol = symbol;
    this.kernel = kernel;
  }

  /** Its name in the language. */
  public String symbol() {
    return symbol;
  }

  /** The name of its kernel. */
  public String kernel() {
    return kernel;
  }

  /** The kind of its result. */
  ValueKind result(boolean onIntegers) {
    return switch (this) {
      case ADD, SUB, MUL, DIV, MOD -> onIntegers ? ValueKind.INTEGER : ValueKind.FLOAT;
      case POW -> ValueKind.FLOAT;
      case AND, OR, XOR, NOT, LT, LE, GT, EQ -> ValueKind.BOOL;
    };
  }
}
