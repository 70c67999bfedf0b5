package dev.mettle.vm.machine;

import dev.mettle.vm.space.RuleCode;

/** Hears of calls that wait. */
@FunctionalInterface
public interface CallVisitor {

  /**
   * A call waits in a rule, or in code made of rules.
   *
   * @return whether to go on
   */
  boolean waits(RuleCode code, int place);
}
