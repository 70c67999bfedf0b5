package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.space.View;

/** Restores the view of the caller when a value comes back from an evaluation in another space. */
public final class RestoreViewFrame extends Frame {

  private final View view;

  /** A frame that hands values on to {@code parent}, in the view that the machine has now. */
  public RestoreViewFrame(Machine m, Frame parent) {
    super(parent, m.depth());
    this.view = m.view();
  }

  @Override
  public void resume(Machine m, Atom value) {
    m.setView(view);
    m.returnValue(value, parent());
  }
}
