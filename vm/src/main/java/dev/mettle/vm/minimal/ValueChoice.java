package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import java.util.ArrayList;
import java.util.List;

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

  /** Hands over errors that what runs now has made, one alternative each. */
  public static void returnErrors(Machine m, List<Atom> errors, Frame k) {
    List<Atom> placed = new ArrayList<>(errors.size());
    for (Atom error : errors) {
      placed.add(ErrorOrigin.made(error, m));
    }
    returnAll(m, placed, k);
  }

  /** Hands over several values, one alternative each; fails if there is none. */
  public static void returnAll(Machine m, List<Atom> values, Frame k) {
    if (values.isEmpty()) {
      m.fail();
      return;
    }
    if (values.size() > 1) {
      m.pushChoice(new ValueChoice(values.toArray(new Atom[0]), 1, k));
    }
    m.returnValue(values.get(0), k);
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
