package dev.mettle.ir.kernel;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;

/**
 * What a kernel returns instead of a value when its operands lie outside of the operation's domain.
 * It is an atom only so that a kernel can return it without an allocation; no program ever sees
 * one. Whoever called the kernel turns it into the atom that the language wants with {@link
 * #toAtom}, since only the caller knows the operation as an atom, or leaves the work to another
 * engine.
 *
 * @since 1.0
 */
public final class OutsideDomain extends GroundedValue {

  /** The call has no value and stays as it is. */
  public static final OutsideDomain IRREDUCIBLE = new OutsideDomain("", "the call stays as it is");

  /** An integer was divided by the integer 0. */
  public static final OutsideDomain DIVISION_BY_ZERO =
      new OutsideDomain("DivisionByZero", "an integer was divided by zero");

  static final OutsideDomain NOT_TWO_NUMBERS_TO_DIVIDE =
      error("Divide expects two numbers: dividend and divisor");
  static final OutsideDomain NOT_A_NUMBER_FOR_ABS = error("abs-math expects one argument: number");
  static final OutsideDomain NOT_TWO_NUMBERS_FOR_POW =
      error("pow-math expects two arguments: number (base) and number (power)");
  static final OutsideDomain POWER_TOO_BIG =
      error("power argument is too big, try using float value");

  private final String text;
  private final String reason;

  private OutsideDomain(String text, String reason) {
    this.text = text;
    this.reason = reason;
  }

  /** The call is an error with this text. */
  public static OutsideDomain error(String text) {
    return new OutsideDomain(text, text);
  }

  /** Whether the call stays as it is, and is no error. */
  public boolean isIrreducible() {
    return this == IRREDUCIBLE;
  }

  /** Why there is no value, for a reader. */
  public String reason() {
    return reason;
  }

  /** The irreducible call, or {@code (Error call text)}. */
  public Atom toAtom(Atom operation, Atom... operands) {
    Atom[] children = new Atom[operands.length + 1];
    children[0] = operation;
    System.arraycopy(operands, 0, children, 1, operands.length);
    Expression call = Expression.owning(children);
    return isIrreducible() ? call : Expression.of(Symbols.ERROR, call, Symbol.of(text));
  }

  @Override
  public Atom type() {
    return Symbols.UNDEFINED;
  }

  @Override
  public String display() {
    return "<outside the domain: " + reason + ">";
  }
}
