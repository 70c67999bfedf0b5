package dev.mettle.backend.spi;

/**
 * Why compiled code gave up and left the rest to the interpreter. Drives recompilation.
 *
 * @since 1.0
 */
public enum LeaveReason {
  /** An argument was of another kind than the profile promised. */
  ARGUMENT_KIND("an argument of another kind"),
  /** An integer left 64 bits, or was divided by zero. */
  INTEGER_RANGE("an integer left its typed lane"),
  /** A callee gave something that the lane of its result cannot carry. */
  RESULT_KIND("a result of another kind"),
  /** A callee had several results where one was expected. */
  SEVERAL_RESULTS("several results"),
  /** The Java stack is nearly used up. */
  DEPTH("recursion depth"),
  /** A variable came where the fast way wants a value. */
  VARIABLE("a variable where a value was expected"),
  /** The machine wants control: a limit, an interruption, a new version of this code. */
  POLL("a poll"),
  /** A rule or type that this code relied on has changed. */
  INVALIDATED("a changed assumption"),
  /** A call reaches other rules than those that were compiled. */
  RULES("a call of changed rules"),
  /** A value has to be evaluated, or held against a type, by the interpreter. */
  EVALUATION("a value that has to be evaluated"),
  /** The expected type is another one than the fast way is for. */
  EXPECTED_TYPE("another expected type"),
  /** An error came where a value was wanted. */
  ERROR("an error"),
  /** Backends have no code for an instruction. */
  NOT_COMPILED("an instruction that is not compiled");

  private final String description;

  LeaveReason(String description) {
    this.description = description;
  }

  /** A few words for statistics. */
  public String description() {
    return description;
  }
}
