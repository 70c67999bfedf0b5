package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.machine.BarrierFrame;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.space.View;

/**
 * Waits for the values of the instruction {@code metta}: errors among them count only if there is
 * nothing else. Restores the view of the caller.
 */
final class MettaFrame extends BarrierFrame {

  private final View view;

  /** A frame that hands values on to {@code parent}, in the view that the machine has now. */
  MettaFrame(Machine m, Frame parent) {
    super(m, parent, m.depth());
    this.view = m.view();
  }

  @Override
  protected void accept(Machine m, Atom value, boolean last) {
    m.setView(view);
    m.returnValue(value, parent());
  }
}
