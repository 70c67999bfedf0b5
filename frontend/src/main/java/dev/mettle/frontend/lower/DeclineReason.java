package dev.mettle.frontend.lower;

import dev.mettle.ir.verify.InvalidFunctionException;

/** Why something is not lowered and is not for a backend. */
public enum DeclineReason {
  /** It is no call: an atom without anything to compute. */
  NOT_A_CALL("not a call"),
  /** No rule can match such a call. */
  NO_RULE("no rule"),
  /** Several rules can match such a call. */
  SEVERAL_RULES("several rules"),
  /** The rule's head has patterns other than distinct variables. */
  PATTERN_PARAMETER("a parameter is a pattern"),
  /** Its calls have an expression as head, so that their rules are found by unification. */
  EXPRESSION_HEAD("its calls have an expression as head"),
  /** A head is no operation that stage 1 or 2 knows. */
  UNKNOWN_HEAD("a head is no known operation"),
  /** A variable has no value at entry. */
  FREE_VARIABLE("a free variable"),
  /** The result is a parameter as it is, which may have to be evaluated again. */
  BARE_PARAMETER("the result is a parameter"),
  /** An operand has no value of the kind that its operation wants: the call stays as it is. */
  IRREDUCIBLE_OPERAND("an operand leaves the call irreducible"),
  /** A call has too few or too many arguments, which is an error of its own. */
  ARGUMENT_COUNT("a wrong number of arguments"),
  /** A call is ill typed, which is an error that quotes it as written. */
  ILL_TYPED("an ill-typed call"),
  /** A parameter is used as two kinds of value at once, so every call has an ill-typed one. */
  CONFLICTING_KINDS("a parameter of two kinds"),
  /** The code would exceed a limit of the IR. */
  TOO_LARGE("too large"),
  /** Lowering made code that the verifier rejects, which is a defect of lowering. */
  MALFORMED("malformed code");

  /** What a rejection by the verifier means: code is well formed by construction. */
  public static DeclineReason of(InvalidFunctionException rejection) {
    assert rejection.defect().isLimit() : rejection.getMessage();
    return rejection.defect().isLimit() ? TOO_LARGE : MALFORMED;
  }

  private final String description;

  DeclineReason(String description) {
    this.description = description;
  }

  /** A few words for statistics. */
  public String description() {
    return description;
  }
}
