package dev.mettle.conformance.kit;

import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;

/**
 * How many calls an engine ran in a check, by how it ran them.
 *
 * @param typed to the end, in lanes of their own
 * @param general to the end, on references or without guesses
 * @param resumed in frames that waited, from where they went on
 * @param left begun by compiled code, which left them to the interpreter as it may
 * @param loops those of the first two that were of functions with a loop
 * @since 1.0
 */
public record Runs(int typed, int general, int resumed, int left, int loops) {

  /** No calls. */
  public static final Runs NONE = new Runs(0, 0, 0, 0, 0);

  /** How many calls compiled code had a part in. */
  public int all() {
    return typed + general + resumed + left;
  }

  /** These and others. */
  public Runs and(Runs more) {
    return new Runs(
        typed + more.typed,
        general + more.general,
        resumed + more.resumed,
        left + more.left,
        loops + more.loops);
  }

  /** One more call in typed code. */
  public Runs andTyped() {
    return new Runs(typed + 1, general, resumed, left, loops);
  }

  /** One more call in general code. */
  public Runs andGeneral() {
    return new Runs(typed, general + 1, resumed, left, loops);
  }

  /** One more call to the end. */
  public Runs andWhole(boolean inLanes, IrFunction function) {
    Runs more = inLanes ? andTyped() : andGeneral();
    return hasLoop(function)
        ? new Runs(more.typed, more.general, more.resumed, more.left, more.loops + 1)
        : more;
  }

  /** So many more frames that went on. */
  public Runs andResumed(int frames) {
    return new Runs(typed, general, resumed + frames, left, loops);
  }

  /** One more call that was left. */
  public Runs andLeft() {
    return new Runs(typed, general, resumed, left + 1, loops);
  }

  /** Whether a function calls itself at last, which is a loop in compiled code. */
  private static boolean hasLoop(IrFunction function) {
    for (int offset = 0; offset < function.code().size(); offset++) {
      Instruction instruction = function.code().get(offset);
      if (instruction.opcode() == Opcode.TAIL_CALL
          && function.key().isPresent()
          && CallKey.fromAtom(function.constant(instruction.immediate(0))).equals(function.key())) {
        return true;
      }
    }
    return false;
  }

  /** All of it in a few words. */
  public String describe() {
    int all = all();
    return "typed in %d of %d calls, general in %d, gone on with in %d, left in %d; loops in %d"
        .formatted(typed, all, general, resumed, left, loops);
  }
}
