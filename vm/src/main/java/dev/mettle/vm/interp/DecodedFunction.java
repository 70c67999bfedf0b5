package dev.mettle.vm.interp;

import dev.mettle.backend.spi.Natives;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.NativeOperation;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.code.Words;
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

  /** So many calls may leave their lanes before it is asked how large a part of all they are. */
  private static final int TIMES_LEFT_AT_FIRST = 100;

  /** After so many combinations of lanes, arguments are no longer expected to have others. */
  private static final int MAX_LANE_CODES = 4;

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

  final List<Atom> constants;

  private long runs;
  private int timesLeftLanes;
  private int laneCodes;
  private @Nullable LaneCode laneCode;

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
    this.constants = List.copyOf(constants);
  }

  /**
   * The code for bare values, made for the arguments of the call that comes first; null if there is
   * none, or it is not worth while. A call that leaves its lanes costs little more than the tagged
   * run that follows, so one in sixteen is no loss.
   */
  @Nullable LaneCode laneCode(Atom[] arguments) {
    if (timesLeftLanes >= TIMES_LEFT_AT_FIRST && timesLeftLanes >= runs >> 4) {
      return null;
    }
    LaneCode known = laneCode;
    return known != null ? known : laneCodeLike(arguments);
  }

  /** The same for arguments that the code so far does not take. */
  @Nullable LaneCode laneCodeLike(Atom[] arguments) {
    if (laneCodes >= MAX_LANE_CODES) {
      return null;
    }
    laneCodes++;
    LaneCode fresh = LaneSpecializer.specialize(this, arguments).orElse(null);
    if (fresh != null) {
      laneCode = fresh;
    }
    return fresh;
  }

  void leftLanes() {
    timesLeftLanes++;
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
