package dev.mettle.ir.function;

import dev.mettle.ir.opcode.ImmediateKind;
import dev.mettle.ir.opcode.Opcode;
import java.util.Arrays;
import java.util.List;

/**
 * An opcode with its immediates. Their number and widths fit the opcode; whether indexes lie in
 * range is for the verifier to say, since it depends on the function.
 *
 * @since 1.0
 */
public final class Instruction {

  private static final long[] NONE = {};

  private final Opcode opcode;
  private final long[] immediates;

  private Instruction(Opcode opcode, long[] immediates) {
    this.opcode = opcode;
    this.immediates = immediates;
  }

  /**
   * An instruction.
   *
   * @throws IllegalArgumentException if the immediates do not fit the opcode
   */
  public static Instruction of(Opcode opcode, long... immediates) {
    List<ImmediateKind> kinds = opcode.immediates();
    boolean open = !kinds.isEmpty() && kinds.getLast() == ImmediateKind.TARGETS;
    if (open ? immediates.length < kinds.size() : immediates.length != kinds.size()) {
      throw new IllegalArgumentException(
          "%s takes %s%d immediate%s, not %d"
              .formatted(
                  opcode.mnemonic(),
                  open ? "at least " : "",
                  kinds.size(),
                  kinds.size() == 1 ? "" : "s",
                  immediates.length));
    }
    for (int i = 0; i < immediates.length; i++) {
      ImmediateKind kind = kinds.get(Math.min(i, kinds.size() - 1));
      if (kind != ImmediateKind.LONG && immediates[i] != (int) immediates[i]) {
        throw new IllegalArgumentException(
            "%s: the %s %d does not fit 32 bits"
                .formatted(opcode.mnemonic(), kind.label(), immediates[i]));
      }
    }
    return new Instruction(opcode, immediates.length == 0 ? NONE : immediates.clone());
  }

  /** The opcode. */
  public Opcode opcode() {
    return opcode;
  }

  /** How many immediates there are; only {@code targets} make it differ from the opcode's. */
  public int immediateCount() {
    return immediates.length;
  }

  /** What the immediate at {@code index} means. */
  public ImmediateKind kind(int index) {
    List<ImmediateKind> kinds = opcode.immediates();
    return kinds.get(Math.min(index, kinds.size() - 1));
  }

  /** The immediate at {@code index}, as it is. */
  public long longImmediate(int index) {
    return immediates[index];
  }

  /** The immediate at {@code index}, of any kind but a 64-bit integer. */
  public int immediate(int index) {
    return (int) immediates[index];
  }

  /** How often starred operands of the stack picture occur; 0 where there are none. */
  public int count() {
    int index = opcode.countIndex();
    return index < 0 ? 0 : (int) immediates[index];
  }

  /** How many operands it takes. */
  public int pops() {
    return opcode.picture().pops(count());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Instruction that
        && opcode == that.opcode
        && Arrays.equals(immediates, that.immediates);
  }

  @Override
  public int hashCode() {
    return opcode.code() * 31 + Arrays.hashCode(immediates);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(opcode.mnemonic());
    for (long immediate : immediates) {
      out.append(' ').append(immediate);
    }
    return out.toString();
  }
}
