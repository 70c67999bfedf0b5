package dev.mettle.vm.space;

/** What runs when a rule is applied: the rule itself, or code that was made of several. */
public interface RuleCode {

  /** What runs where no rule does: what stands behind a {@code !}. */
  RuleCode NONE =
      new RuleCode() {
        @Override
        public int lineAt(int place) {
          return 0;
        }

        @Override
        public String functionName() {
          return "";
        }

        @Override
        public String sourceName() {
          return "";
        }

        @Override
        public String calledAt(int place) {
          return "";
        }
      };

  /** A place that nobody knows. */
  int ANYWHERE = Integer.MIN_VALUE;

  /**
   * The line of the rule that a place in the code belongs to; 0 if it is not known, or if there is
   * one rule alone.
   */
  int lineAt(int place);

  /** The function that it is a rule of. */
  String functionName();

  /** The text that it was read from; empty if the rule itself has to be asked for. */
  String sourceName();

  /** The function that was called last before a place in the code; empty if it is not known. */
  String calledAt(int place);
}
