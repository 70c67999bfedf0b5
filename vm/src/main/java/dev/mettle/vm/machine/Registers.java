package dev.mettle.vm.machine;

import dev.mettle.vm.space.RuleCode;
import dev.mettle.vm.space.View;
import org.jspecify.annotations.Nullable;

/**
 * The registers of a machine that belong to a place in a run: the machine has those of now, a
 * choice point those to come back to, and a run that waits those to go on with. They are copied
 * here alone, so that none is forgotten.
 */
abstract class Registers {

  /** What calls can see; null in a choice point that has no place yet. */
  @Nullable View view;

  /** The virtual depth of the step. */
  int depth;

  /** The largest virtual depth at which an atom is still evaluated; 0 for no limit. */
  int maxDepth;

  /** Where the part of the operand stack ends that is in use. */
  int stackTop;

  /** Number of remembered bindings. */
  int trailTop;

  /** The rule that has set up the step, or code made of rules. */
  RuleCode running = RuleCode.NONE;

  /** Where in that code. */
  int runningAt;

  Registers(@Nullable View view) {
    this.view = view;
  }

  /** Takes over the registers of another place. */
  final void take(Registers other) {
    view = other.view;
    depth = other.depth;
    maxDepth = other.maxDepth;
    stackTop = other.stackTop;
    trailTop = other.trailTop;
    running = other.running;
    runningAt = other.runningAt;
  }
}
