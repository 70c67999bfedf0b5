package dev.mettle.vm.machine;

import dev.mettle.vm.space.RuleCode;

/** Knows what runs. */
public interface Running {

  /** The rule that runs, or code made of rules. */
  RuleCode running();

  /** Where in it. */
  int runningAt();
}
