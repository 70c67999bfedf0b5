package dev.mettle.conformance.unit;

/** The texts of units with instructions that the context does. */
final class Instructions {

  private Instructions() {}

  /** Goes through the children of a list, and doubles them. */
  static final String LOOP = Units.named("instructions/loop");

  /** Takes a list apart and puts it together. */
  static final String PARTS = Units.named("instructions/parts");

  /** Checks a call, and makes it. */
  static final String CHECKED = Units.named("instructions/checked");

  /** Looks at a head, and calls it. */
  static final String HEADS = Units.named("instructions/heads");

  /** Matches a pattern, which stands for {@code PATTERN}, and turns the parts round. */
  static final String PATTERN = Units.named("instructions/pattern");

  /** Whether two atoms are alike. */
  static final String UNIFY = Units.named("instructions/unify");

  /** Makes variables. */
  static final String SCOPES = Units.named("instructions/scopes");

  /** Looks at what a local is. */
  static final String LOOKS = Units.named("instructions/looks");

  /** Has the context do two things. */
  static final String DONE = Units.named("instructions/done");

  /** Calls its first argument with the second; so far that has been the last function. */
  static final String LIKELY = Units.named("instructions/likely");

  /** The same as the last act. */
  static final String LIKELY_LAST = Units.named("instructions/likely-last");

  /** Looks for an error that was computed, under two operands. */
  static final String NEW_ERROR = Units.named("instructions/new-error");

  /** Has a way of its own for each condition. */
  static final String TRUTH = Units.named("instructions/truth");

  /** Looks at an expression, and takes it apart. */
  static final String TAKEN = Units.named("instructions/taken");

  /** Calls a function against a type that was found, which {@code FORMAL} stands for. */
  static final String AGAINST = Units.named("instructions/against");

  /** Has the context do something as the last act. */
  static final String DONE_LAST = Units.named("instructions/done-last");

  /** Runs bodies of functions. */
  static final String BODIES = Units.named("instructions/bodies");

  /** Two ways meet with other operands and another local, and compute on; a loop goes back. */
  static final String JOINED = Units.named("instructions/joined");

  /** Halves its first argument until it is 1, with an operand beneath. */
  static final String BACK = Units.named("instructions/back");

  /** Calls operations, and what lies outside, one after the other. */
  static final String OPERATIONS = Units.named("instructions/operations");
}
