package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.FrameStack;
import org.jspecify.annotations.Nullable;

/** Finds the version for a call of the interpreter by what its operands are. */
final class OperandLanes {

  private OperandLanes() {}

  /** The version for a call whose operands are in the running frame; null if there is none. */
  static CodeTier.@Nullable Entry select(
      CodeTier tier, FrameStack frames, Code caller, int operands, int n, Atom expected) {
    for (CodeTier.Entry entry : tier.entries) {
      if (entry.expected() != null && entry.expected() != expected) {
        continue;
      }
      boolean fits = true;
      for (int i = 0; fits && i < n; i++) {
        fits = fits(entry.lanes()[i], frames, caller, caller.code[operands + i]);
      }
      if (fits) {
        return entry;
      }
    }
    return null;
  }

  private static boolean fits(Lane lane, FrameStack frames, Code caller, int operand) {
    if (lane == Lane.REFERENCE) {
      return true;
    }
    long word = operand < 0 ? caller.poolWords[~operand] : frames.words[frames.base + operand];
    return switch (lane) {
      case LONG ->
          Words.isInteger(word)
              || word == Words.REFERENCE && frames.operand(caller, operand) instanceof LongAtom;
      case DOUBLE -> Words.isDouble(word);
      case BOOLEAN -> Words.isBool(word);
      case REFERENCE, OBJECT -> true;
    };
  }
}
