package dev.mettle.vm.tier;

/**
 * Why a call of a function of plain values was left to the function's rules all the same. They are
 * code of the virtual machine, or are found by unification where they are no code.
 */
public enum LeftToRules {
  /** An argument is not of the kind that the function was lowered for. */
  ARGUMENT_KIND("an argument of another kind"),
  /** The caller expects a type that only the evaluation of the body can meet or refuse. */
  EXPECTED_TYPE("an expected type that the code does not know"),
  /** A call inside has no value, and the operation that an answer would quote is not known. */
  OUTSIDE_DOMAIN("operands outside of an operation's domain");

  private final String description;

  LeftToRules(String description) {
    this.description = description;
  }

  /** A few words for statistics. */
  public String description() {
    return description;
  }
}
