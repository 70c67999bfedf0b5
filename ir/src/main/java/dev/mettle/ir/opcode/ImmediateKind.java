package dev.mettle.ir.opcode;

/**
 * What a number that is written behind an opcode means.
 *
 * @since 1.0
 */
public enum ImmediateKind implements Immediate {
  /** A parameter or local variable, counted from 0; the parameters come first. */
  LOCAL("local"),
  /** A constant of the function's pool, by its index; there are no places of locals in it. */
  CONSTANT("const"),
  /** A constant that is a symbol: the name of an operation, a type or a variable. */
  NAME("name"),
  /** A constant that is the atom form of a {@link dev.mettle.ir.function.CallKey}. */
  CALL_KEY("key"),
  /** A constant that is a grounded value: an operation. */
  OPERATION("operation"),
  /** A constant in which places stand for what locals hold; they are read. */
  TEMPLATE("template"),
  /** A template that is a call: an expression with a head. */
  CALL_TEMPLATE("call"),
  /**
   * A constant that is a pair: the numbers of the locals that are set on the way to the next
   * instruction, and an atom with places of these and of other locals, which are read; a third part
   * is the number of the local that holds the scope, which is read.
   */
  PATTERN("pattern"),
  /** A constant that is an expression of cases; there are two more targets than cases. */
  CASES("cases"),
  /** How many operands the instruction takes: the starred operands of its stack picture. */
  COUNT("count"),
  /** An integer of 32 bits, written into the code. */
  SMALL("small"),
  /** An integer of 64 bits, written into the code. */
  LONG("long"),
  /** The index of an instruction. */
  TARGET("target"),
  /** Any number of instruction indexes, at least one; only as the last immediate. */
  TARGETS("targets...");

  private final String label;

  ImmediateKind(String label) {
    this.label = label;
  }

  @Override
  public ImmediateKind kind() {
    return this;
  }

  /** How documents name this kind. */
  public String label() {
    return label;
  }

  /** Whether such an immediate says where control may go. */
  public boolean isTarget() {
    return this == TARGET || this == TARGETS;
  }
}
