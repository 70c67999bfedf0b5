package dev.mettle.ir.opcode;

/** What a number that is written behind an opcode means. */
public enum ImmediateKind {
  /** A parameter or local variable, counted from 0; the parameters come first. */
  LOCAL("local"),
  /** Any constant of the function's pool, by its index. */
  CONSTANT("const"),
  /** A constant that is a symbol: the name of an operation or a variable. */
  NAME("name"),
  /** A constant that is the atom form of a {@link dev.mettle.ir.function.CallKey}. */
  CALL_KEY("key"),
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

  /** How documents name this kind. */
  public String label() {
    return label;
  }

  /** Whether such an immediate is an index into the constant pool. */
  public boolean isConstant() {
    return switch (this) {
      case CONSTANT, NAME, CALL_KEY -> true;
      case LOCAL, COUNT, SMALL, LONG, TARGET, TARGETS -> false;
    };
  }
}
