package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;

/**
 * What the result of a step says by itself: the result of a rule, of an operation or of an
 * instruction. The one place that reads it, for the tree-walker, the interpreter and compiled code.
 */
public enum StepResult {
  /** Nothing can be reduced: the call stays as it is. */
  IRREDUCIBLE,
  /** There is no result. */
  NONE,
  /** An error, which is not evaluated. */
  ERROR,
  /** {@code (function ..)}: it is run where a step gave it, and evaluated where it was chosen. */
  FUNCTION,
  /** Anything else is evaluated. */
  ATOM;

  private static final Symbol FUNCTION_HEAD = Symbol.of("function");

  /** That of an atom that is no variable with a value. */
  public static StepResult of(Atom result) {
    if (result == Symbols.NOT_REDUCIBLE) {
      return IRREDUCIBLE;
    }
    if (result == Symbols.EMPTY) {
      return NONE;
    }
    if (Symbols.isError(result)) {
      return ERROR;
    }
    return isFunction(result) ? FUNCTION : ATOM;
  }

  /** Whether {@code atom} is {@code (function ...)}, whatever follows. */
  public static boolean isFunction(Atom atom) {
    return atom instanceof Expression e && e.size() > 0 && e.get(0) == FUNCTION_HEAD;
  }
}
