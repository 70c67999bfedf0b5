package dev.mettle.vm.space;

/** What runs when a rule is applied: the rule itself, or code that was made of several. */
public interface RuleCode {

  /** What runs where no rule does: what stands behind a {@code !}. */
  RuleCode NONE =
      new RuleCode() {
        @Override
        public String functionName() {
          return "";
        }
      };

  /** A place that nobody knows. */
  int ANYWHERE = Integer.MIN_VALUE;

  /**
   * The line of the rule that a place in the code belongs to; 0 if it is not known, or if there is
   * one rule alone.
   */
  default int lineAt(int place) {
    return 0;
  }

  /** The function that it is a rule of. */
  String functionName();

  /** The text that it was read from; empty if the rule itself has to be asked for. */
  default String sourceName() {
    return "";
  }

  /** The function that was called last before a place in the code; empty if it is not known. */
  default String calledAt(int place) {
    return "";
  }
}
