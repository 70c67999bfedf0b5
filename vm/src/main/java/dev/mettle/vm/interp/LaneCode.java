package dev.mettle.vm.interp;

import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.opcode.OperandKind;

/**
 * Decoded code for arguments of known lanes. The lane of each operand is then known beforehand, and
 * values need neither tags nor atoms: integers are {@code long}, Bool values 0 and 1, floats their
 * bits. Where a result leaves 64 bits, or a divisor is 0, the call is made again with tagged words,
 * which is possible because nothing has happened that could be seen.
 */
final class LaneCode {

  /** The instructions; see {@link LaneLoop}. */
  final long[] code;

  final int frameSize;

  private final OperandKind[] kinds;
  private final Lane[] parameters;
  private final int constantStart;
  private final long[] constants;
  private final int tailStart;
  private final long[] tail;
  private final Lane result;

  /**
   * Code with its constants.
   *
   * @param kinds the kinds of the parameters
   * @param parameters their lanes; a reference is never looked at
   * @param constants what lies in the frame from {@code constantStart} on
   * @param tail what lies in the frame from {@code tailStart} on, to its end
   */
  LaneCode(
      OperandKind[] kinds,
      Lane[] parameters,
      long[] code,
      int constantStart,
      long[] constants,
      int tailStart,
      long[] tail,
      Lane result) {
    this.kinds = kinds;
    this.parameters = parameters;
    this.code = code;
    this.constantStart = constantStart;
    this.constants = constants;
    this.tailStart = tailStart;
    this.tail = tail;
    this.result = result;
    this.frameSize = tailStart + tail.length;
  }

  /** Fills a frame; false if an argument is of another lane. */
  boolean load(Atom[] arguments, long[] frame) {
    for (int i = 0; i < arguments.length; i++) {
      Atom argument = arguments[i];
      switch (parameters[i]) {
        case LONG -> {
          if (!(argument instanceof LongAtom n)) {
            return false;
          }
          frame[i] = n.value();
        }
        case DOUBLE -> {
          if (!(argument instanceof DoubleAtom n)) {
            return false;
          }
          frame[i] = Double.doubleToRawLongBits(n.value());
        }
        case BOOLEAN -> {
          if (!(argument instanceof BoolAtom b)) {
            return false;
          }
          frame[i] = b.value() ? 1 : 0;
        }
        case OBJECT -> throw new IllegalStateException("no parameter is an object");
        case REFERENCE -> {
          if (!kinds[i].admits(argument)) {
            return false;
          }
        }
      }
    }
    System.arraycopy(constants, 0, frame, constantStart, constants.length);
    System.arraycopy(tail, 0, frame, tailStart, tail.length);
    return true;
  }

  /** The result that lies in the frame as an atom. */
  Atom box(long value) {
    return switch (result) {
      case LONG -> LongAtom.of(value);
      case DOUBLE -> DoubleAtom.of(Double.longBitsToDouble(value));
      case BOOLEAN -> BoolAtom.of(value != 0);
      case REFERENCE, OBJECT -> throw new IllegalStateException("no lane carries the result");
    };
  }
}
