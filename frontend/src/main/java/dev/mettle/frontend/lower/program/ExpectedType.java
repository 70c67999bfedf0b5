package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;

/** Where the type that a value is evaluated against is found. */
sealed interface ExpectedType {

  /** A type without variables. */
  record Known(Atom type) implements ExpectedType {
    /** Any type will do. */
    static final Known ANY = new Known(Symbols.UNDEFINED);
  }

  /** The type that the function was called with. */
  record Parameter(int local) implements ExpectedType {}

  /** A type that the check of a call found: of argument {@code index}, or 0 for the result. */
  record Formal(int plan, int index) implements ExpectedType {}

  /** Whether every value fits. */
  default boolean isAny() {
    return this instanceof Known(Atom type) && type == Symbols.UNDEFINED;
  }
}
