package dev.mettle.vm.interp;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbols;

/**
 * What the interpreter returns where a call is for the rules of the function: nothing has happened
 * yet that could be seen, so the call is simply made again by them. One object for each reason,
 * made in advance; no program ever sees one.
 */
public final class Leave extends GroundedValue {

  /** Why the interpreter cannot go on. */
  public enum Reason {
    /** An argument is not of the kind that the function was compiled for. */
    ARGUMENT_KIND("an argument of another kind"),
    /** A call has no value, and the operation that an answer would quote is not known. */
    OUTSIDE_DOMAIN("operands outside of an operation's domain");

    private final String description;

    Reason(String description) {
      this.description = description;
    }

    /** A few words for statistics. */
    public String description() {
      return description;
    }
  }

  /** An argument is not of the kind that the function was compiled for. */
  public static final Leave ARGUMENT_KIND = new Leave(Reason.ARGUMENT_KIND);

  /** A call has no value, and the operation that an answer would quote is not known. */
  public static final Leave OUTSIDE_DOMAIN = new Leave(Reason.OUTSIDE_DOMAIN);

  private final Reason reason;

  private Leave(Reason reason) {
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  @Override
  public Atom type() {
    return Symbols.UNDEFINED;
  }

  @Override
  public String display() {
    return "<left to the rules: " + reason.description() + ">";
  }
}
