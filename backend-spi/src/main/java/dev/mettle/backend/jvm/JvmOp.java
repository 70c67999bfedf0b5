package dev.mettle.backend.jvm;

/**
 * The JVM instructions without operands that the translator makes use of.
 *
 * @since 1.0
 */
public enum JvmOp {
  ACONST_NULL(0x01, 1),
  AALOAD(0x32, -1),
  AASTORE(0x53, -3),
  LASTORE(0x50, -4),
  ARRAYLENGTH(0xbe, 0),
  POP(0x57, -1),
  POP2(0x58, -2),
  DUP(0x59, 1),
  DUP2(0x5c, 2),
  SWAP(0x5f, 0),
  LADD(0x61, -2),
  LSUB(0x65, -2),
  LMUL(0x69, -2),
  LDIV(0x6d, -2),
  LREM(0x71, -2),
  LNEG(0x75, 0),
  DADD(0x63, -2),
  DSUB(0x67, -2),
  DMUL(0x6b, -2),
  DDIV(0x6f, -2),
  DREM(0x73, -2),
  DNEG(0x77, 0),
  IADD(0x60, -1),
  ISUB(0x64, -1),
  IAND(0x7e, -1),
  IOR(0x80, -1),
  IXOR(0x82, -1),
  I2L(0x85, 1),
  L2I(0x88, -1),
  L2D(0x8a, 0),
  LCMP(0x94, -3),
  DCMPL(0x97, -3),
  DCMPG(0x98, -3),
  IRETURN(0xac, -1),
  LRETURN(0xad, -2),
  DRETURN(0xaf, -2),
  ARETURN(0xb0, -1),
  RETURN(0xb1, 0),
  ATHROW(0xbf, -1);

  private final int code;
  private final int stackChange;

  JvmOp(int code, int stackChange) {
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
