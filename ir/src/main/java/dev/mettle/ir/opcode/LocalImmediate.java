package dev.mettle.ir.opcode;

/**
 * A local behind an opcode, and what happens to it.
 *
 * @param name ties the local to the operand of the same name in the stack picture: what is pushed
 *     is what the local holds, or the local is set to what was taken
 * @param access whether it is read or set, and on which ways
 * @param reads what the local must hold; {@link OperandKind#ANYTHING} where it is not read
 * @param becomes what it holds afterwards, on the ways on which it is set or narrowed
 * @since 1.0
 */
public record LocalImmediate(String name, Access access, OperandKind reads, OperandKind becomes)
    implements Immediate {

  /** What an instruction does with a local. */
  public enum Access {
    /** Reads it. */
    READ("read"),
    /** Sets it. */
    SET("set"),
    /** Sets it on the way to the next instruction; at the targets it is what it was. */
    SET_ON_NEXT("set on next"),
    /** Reads it, and sets it on the way to the next instruction. */
    CHANGE_ON_NEXT("read, set on next"),
    /** Reads it; on the way to the next instruction more is known of its kind. */
    NARROW_ON_NEXT("read, known on next"),
    /** The same; the instruction's name says the kind. */
    NARROW_TO_NAME_ON_NEXT("read, known on next");

    private final String label;

    Access(String label) {
      this.label = label;
    }

    /** How documents name it. */
    public String label() {
      return label;
    }

    /** Whether the local is read. */
    public boolean reads() {
      return switch (this) {
        case READ, CHANGE_ON_NEXT, NARROW_ON_NEXT, NARROW_TO_NAME_ON_NEXT -> true;
        case SET, SET_ON_NEXT -> false;
      };
    }

    /** Whether the local gets another value on the way to the next instruction. */
    public boolean sets() {
      return switch (this) {
        case SET, SET_ON_NEXT, CHANGE_ON_NEXT -> true;
        case READ, NARROW_ON_NEXT, NARROW_TO_NAME_ON_NEXT -> false;
      };
    }

    /** Whether the local gets another value on the way to a target. */
    public boolean setsAtTargets() {
      return this == SET;
    }
  }

  @Override
  public ImmediateKind kind() {
    return ImmediateKind.LOCAL;
  }

  static LocalImmediate reads(String name, OperandKind kind) {
    return new LocalImmediate(name, Access.READ, kind, kind);
  }

  static LocalImmediate sets(String name, OperandKind kind) {
    return new LocalImmediate(name, Access.SET, OperandKind.ANYTHING, kind);
  }

  static LocalImmediate setsOnNext(String name, OperandKind kind) {
    return new LocalImmediate(name, Access.SET_ON_NEXT, OperandKind.ANYTHING, kind);
  }

  static LocalImmediate changesOnNext(String name, OperandKind kind) {
    return new LocalImmediate(name, Access.CHANGE_ON_NEXT, kind, kind);
  }

  static LocalImmediate narrowsOnNext(String name, OperandKind from, OperandKind to) {
    return new LocalImmediate(name, Access.NARROW_ON_NEXT, from, to);
  }

  static LocalImmediate narrowsToNameOnNext(String name) {
    return new LocalImmediate(
        name, Access.NARROW_TO_NAME_ON_NEXT, OperandKind.ATOM, OperandKind.ATOM);
  }

  /** How documents write it. */
  @Override
  public String toString() {
    OperandKind kind = access.reads() ? reads : becomes;
    String word = kind == OperandKind.ATOM ? name : name + ":" + kind.label();
    return becomes.equals(kind) ? word : word + ">" + becomes.label();
  }
}
