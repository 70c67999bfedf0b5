package dev.mettle.backend.jvm;

/**
 * The JVM's jumps to one target.
 *
 * @since 1.0
 */
public enum JvmBranch {
  GOTO(0xa7, 0),
  IFEQ(0x99, -1),
  IFNE(0x9a, -1),
  IFLT(0x9b, -1),
  IFGE(0x9c, -1),
  IFGT(0x9d, -1),
  IFLE(0x9e, -1),
  IF_ACMPEQ(0xa5, -2),
  IF_ACMPNE(0xa6, -2),
  IFNULL(0xc6, -1),
  IFNONNULL(0xc7, -1);

  private final int code;
  private final int stackChange;

  JvmBranch(int code, int stackChange) {
    this.code = code;
    this.stackChange = stackChange;
  }

  /** The JVM's opcode. */
  public int code() {
    return code;
  }

  /** By how many slots the operand stack grows. */
  public int stackChange() {
    return stackChange;
  }
}
