package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;

/** The engine that a machine asks for the next step of an evaluation. */
@FunctionalInterface
public interface Evaluator {

  /**
   * Begins to evaluate {@code atom} against the expected type {@code type} in the machine's current
   * view; sets up the machine's next step. Values go to {@code frame}, one for each alternative.
   */
  void evaluate(Machine machine, Atom atom, Atom type, Frame frame);
}
