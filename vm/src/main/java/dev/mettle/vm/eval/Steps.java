package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.minimal.Evaluation;

/** How calls go on with what a step of them gave; what frames and direct computations know. */
public interface Steps {

  /** What all evaluators share. */
  Evaluation evaluation();

  /**
   * Goes on with what a rule or an operation gave: runs it if it is {@code (function ..)},
   * evaluates it, or leaves the call as it was.
   */
  void stepped(Machine m, Atom result, Expression e, Call call, Frame k);

  /** Runs {@code (function ..)}, the result of a step of a call, and goes on with what it gives. */
  void runFunction(Machine m, Expression body, Expression e, Call call, Frame k);

  /** Goes on with what an instruction gave: evaluates it, or leaves the call as it was. */
  void reduced(Machine m, Atom result, Expression e, Call call, Frame k);

  /** The call stays as it is and is its own value. */
  void irreducible(Machine m, Expression e, Call call, Frame k);

  /** Applies the rules of a call, given by its children. */
  void applyRules(Machine m, Atom[] args, Call call, Frame k);
}
