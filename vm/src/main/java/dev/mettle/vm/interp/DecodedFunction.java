package dev.mettle.vm.interp;

import dev.mettle.backend.spi.Natives;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.NativeOperation;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.VerifiedFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function in the form that the {@link Interpreter} runs. Made by {@link #decode}; may be shared
 * by interpreters, whose threads then count {@link #runs} together, roughly.
 */
public final class DecodedFunction {

  /** What decoding gives. */
  public sealed interface Outcome {}

  /** The function can be run. */
  public record Decoded(DecodedFunction function) implements Outcome {}

  /** The function is for another engine. */
  public record NotRunnable(String reason) implements Outcome {}

  /** So many calls may leave 64 bits before it is asked how large a part of all they are. */
  private static final int TIMES_LEFT_AT_FIRST = 100;

  final IrFunction function;
  final OperandKind[] kinds;
  final int instructionCount;
  final int localCount;
  final long[] code;
  final long[] constantWords;
  final @Nullable Atom[] constantAtoms;
  final boolean hasConstantAtoms;
  final int frameSize;
  final NativeCall[] natives;
  final Natives operations;

  /** The kind of the result on bare integers; null if the function cannot run so. */
  final @Nullable OperandKind integerResult;

  /** The constants on bare integers. */
  final long[] integerConstants;

  private long runs;
  private int timesLeftIntegers;

  /** An operation that the code calls, with its name as an atom if there is one. */
  record NativeCall(NativeOperation operation, @Nullable Atom atom) {}

  DecodedFunction(
      VerifiedFunction verified,
      long[] code,
      List<Atom> constants,
      int frameSize,
      List<NativeCall> natives,
      Natives operations) {
    this.function = verified.function();
    this.kinds = function.parameters().stream().map(p -> p.kind()).toArray(OperandKind[]::new);
    this.instructionCount = function.code().size();
    this.localCount = function.localCount();
    this.code = code;
    this.constantWords = constants.stream().mapToLong(Words::of).toArray();
    this.constantAtoms = constants.toArray(new Atom[0]);
    boolean atoms = false;
    for (int i = 0; i < constantWords.length; i++) {
      if (Words.isReference(constantWords[i])) {
        atoms = true;
      } else {
        constantAtoms[i] = null;
      }
    }
    this.hasConstantAtoms = atoms;
    this.frameSize = frameSize;
    this.natives = natives.toArray(new NativeCall[0]);
    this.operations = operations;
    this.integerResult = IntegerLane.resultOf(function).orElse(null);
    this.integerConstants = constants.stream().mapToLong(DecodedFunction::integer).toArray();
  }

  private static long integer(Atom constant) {
    return switch (constant) {
      case LongAtom n -> n.value();
      case BoolAtom b -> b.value() ? 1 : 0;
      default -> 0;
    };
  }

  /**
   * Whether it is worth while to try bare integers first. A call that leaves them costs little more
   * than the tagged run that follows, so one in sixteen is no loss.
   */
  boolean prefersIntegers() {
    return integerResult != null
        && (timesLeftIntegers < TIMES_LEFT_AT_FIRST || timesLeftIntegers < runs >> 4);
  }

  void leftIntegers() {
    timesLeftIntegers++;
  }

  /**
   * Prepares a function for interpreters.
   *
   * @param natives what {@code call_native} calls, and the operations that irreducible calls and
   *     errors quote
   */
  public static Outcome decode(VerifiedFunction function, Natives natives) {
    return new Decoder(function, natives).decode();
  }

  /** The function as it was compiled. */
  public IrFunction function() {
    return function;
  }

  /** How often it ran to its end; not exact if several threads share it. */
  public long runs() {
    return runs;
  }

  void ran() {
    runs++;
  }
}
