package dev.mettle.backend.jvm;

/**
 * The kinds of local variables that {@link JvmEmitter#load} and {@link JvmEmitter#store} move.
 *
 * @since 1.0
 */
public enum JvmType {
  /** {@code int} and {@code boolean}. */
  INT(0x15, 0x36, 1),
  /** {@code long}. */
  LONG(0x16, 0x37, 2),
  /** {@code double}. */
  DOUBLE(0x18, 0x39, 2),
  /** Any reference. */
  REFERENCE(0x19, 0x3a, 1);

  private final int loadCode;
  private final int storeCode;
  private final int slots;

  JvmType(int loadCode, int storeCode, int slots) {
    this.loadCode = loadCode;
    this.storeCode = storeCode;
    this.slots = slots;
  }

  /** The JVM's opcode of the long form of the load: {@code iload}, {@code lload} .. */
  public int loadCode() {
    return loadCode;
  }

  /** The JVM's opcode of the long form of the store: {@code istore}, {@code lstore} .. */
  public int storeCode() {
    return storeCode;
  }

  /** How many slots a value takes, among the locals and on the operand stack. */
  public int slots() {
    return slots;
  }
}
