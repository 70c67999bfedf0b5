package dev.mettle.vm.query;

import dev.mettle.vm.machine.Machine;

/** What becomes of the solutions. */
public interface QueryOutcome {
  /** Goes on with one solution, whose bindings are made. */
  void solved(Machine m);

  /** There is no solution at all. */
  void none(Machine m);
}
