package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.View;
import org.jspecify.annotations.Nullable;

/** All registers of a machine: a run that waits while the machine does something else. */
final class MachineState extends Registers {

  private static final Variable[] NO_TRAIL = {};

  final Machine.Step step;
  final Atom atom;
  final Atom type;
  final @Nullable Frame frame;
  final Machine.Action action;
  final @Nullable ChoicePoint choice;
  final Variable[] trail;
  final int attempts;
  final @Nullable Object operands;
  final Limits limits;

  /** The run that is going on in a machine. */
  MachineState(
      Registers place,
      Machine.Step step,
      Atom atom,
      Atom type,
      @Nullable Frame frame,
      Machine.Action action,
      @Nullable ChoicePoint choice,
      Variable[] trail,
      int attempts,
      @Nullable Object operands,
      Limits limits) {
    super(null);
    take(place);
    this.step = step;
    this.atom = atom;
    this.type = type;
    this.frame = frame;
    this.action = action;
    this.choice = choice;
    this.trail = trail;
    this.attempts = attempts;
    this.operands = operands;
    this.limits = limits;
  }

  /** A run that is about to begin. */
  MachineState(View view, Limits limits) {
    super(view);
    this.depth = Machine.START_DEPTH;
    this.step = Machine.Step.DONE;
    this.atom = Symbols.EMPTY;
    this.type = Symbols.UNDEFINED;
    this.frame = null;
    this.action = Machine.NOTHING;
    this.choice = null;
    this.trail = NO_TRAIL;
    this.attempts = 0;
    this.operands = null;
    this.limits = limits;
  }
}
