package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.View;
import org.jspecify.annotations.Nullable;

/** The registers of a machine: a run that waits while the machine does something else. */
record MachineState(
    Machine.Step step,
    Atom atom,
    Atom type,
    @Nullable Frame frame,
    Machine.Action action,
    View view,
    int depth,
    int maxDepth,
    @Nullable ChoicePoint choice,
    Variable[] trail,
    int trailTop,
    int attempts,
    int stackTop,
    @Nullable Object operands,
    Limits limits) {

  private static final Variable[] NO_TRAIL = {};

  /** A run that is about to begin. */
  MachineState(View view, Limits limits) {
    this(
        Machine.Step.DONE,
        Symbols.EMPTY,
        Symbols.UNDEFINED,
        null,
        Machine.NOTHING,
        view,
        Machine.START_DEPTH,
        0,
        null,
        NO_TRAIL,
        0,
        0,
        0,
        null,
        limits);
  }
}
