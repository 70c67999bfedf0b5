package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import java.util.Objects;

/**
 * Bindings that an attempt made, to make them again after others were tried: the values are those
 * of the first time, so nothing is unified and no variable comes into being anew.
 */
public final class MadeBindings {

  private static final MadeBindings NONE = new MadeBindings(new Atom[0]);

  /** One after the other a variable and its value. */
  private final Atom[] pairs;

  private MadeBindings(Atom[] pairs) {
    this.pairs = pairs;
  }

  /**
   * Takes back the bindings of the attempt that goes on.
   *
   * @param m the machine
   * @param mark what {@link Machine#attempt} gave for it
   * @return all bindings since then, in their order
   */
  public static MadeBindings takenBack(Machine m, int mark) {
    int count = m.trailTop() - mark;
    if (count == 0) {
      return NONE;
    }
    Atom[] pairs = new Atom[2 * count];
    for (int i = 0; i < count; i++) {
      Variable v = m.trailed(mark + i);
      pairs[2 * i] = v;
      pairs[2 * i + 1] = Objects.requireNonNull(v.binding());
    }
    m.undoTo(mark);
    return new MadeBindings(pairs);
  }

  /**
   * Makes them again, where none of the variables has got another value.
   *
   * @param m the machine
   */
  public void makeAgain(Machine m) {
    for (int i = 0; i < pairs.length; i += 2) {
      m.bind((Variable) pairs[i], pairs[i + 1]);
    }
  }
}
