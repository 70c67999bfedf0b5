package dev.mettle.conformance.unit;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;

/** Numbers that units are called with. */
final class UnitNumbers {

  private UnitNumbers() {}

  static Atom integer(long value) {
    return LongAtom.of(value);
  }

  static Atom decimal(double value) {
    return DoubleAtom.of(value);
  }
}
