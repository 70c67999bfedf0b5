package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;

/** The words in which compiled code and its frames hand over values of the primitive lanes. */
final class LaneWords {

  private LaneWords() {}

  /** The word of an atom that fits the lane. */
  static long of(Lane lane, Atom atom) {
    return switch (lane) {
      case LONG -> ((LongAtom) atom).value();
      case DOUBLE -> Double.doubleToRawLongBits(((DoubleAtom) atom).value());
      case BOOLEAN -> ((BoolAtom) atom).value() ? 1 : 0;
      case REFERENCE, OBJECT -> throw new AssertionError(lane);
    };
  }

  /** The atom of a word. */
  static Atom atom(Lane lane, long word) {
    return switch (lane) {
      case LONG -> LongAtom.of(word);
      case DOUBLE -> DoubleAtom.of(Double.longBitsToDouble(word));
      case BOOLEAN -> BoolAtom.of(word != 0);
      case REFERENCE, OBJECT -> throw new AssertionError(lane);
    };
  }
}
