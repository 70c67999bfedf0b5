package dev.mettle.vm.tier;

/** Why a call of a lowered function went to the tree-walker all the same. */
public enum HandOver {
  /** An argument is not of the kind that the function was lowered for. */
  ARGUMENT_KIND("an argument of another kind"),
  /** The caller expects a type that only the evaluation of the body can meet or refuse. */
  EXPECTED_TYPE("an expected type that the code does not know"),
  /** The program limits the depth of evaluation, which code does not count. */
  DEPTH_LIMIT("max-stack-depth is set"),
  /** A call inside has no value, and the operation that an answer would quote is not known. */
  OUTSIDE_DOMAIN("operands outside of an operation's domain");

  private final String description;

  HandOver(String description) {
    this.description = description;
  }

  /** A few words for statistics. */
  public String description() {
    return description;
  }
}
