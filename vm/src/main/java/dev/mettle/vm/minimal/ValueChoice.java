package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/** A choice point over values that are known already; hands over one after the other. */
public final class ValueChoice extends ChoicePoint {

  private final Atom[] values;
  private final Frame frame;
  private int next;

  /** Values for {@code frame}, from index {@code next} on; there is at least one. */
  public ValueChoice(Atom[] values, int next, Frame frame) {
    this.values = values;
    this.next = next;
    this.frame = frame;
  }

  @Override
  protected void retry(Machine m) {
    Atom value = values[next++];
    if (next == values.length) {
      m.popChoice();
    }
    m.returnValue(value, frame);
  }
}
