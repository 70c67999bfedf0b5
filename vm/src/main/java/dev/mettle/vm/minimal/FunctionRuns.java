package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/** How what a step gave is run; what the frames of steps know of the instructions. */
interface FunctionRuns {

  /**
   * Runs the body of {@code (function body)} until it returns.
   *
   * @param caller the call that an error names if the body ends without {@code return}
   */
  void function(Machine m, Expression function, Atom caller, Frame k);

  /** Runs an atom if it is an instruction, and hands it over as it is if not. */
  void runOrReturn(Machine m, Atom atom, Frame k);
}
