package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.machine.BarrierFrame;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/** Waits for the value of one argument of a call. */
final class ArgumentsFrame extends BarrierFrame {

  /** Who evaluates the arguments. */
  interface Owner {
    /** Hands on what came out for an argument. */
    void argumentValue(Machine m, ArgumentsFrame frame, Atom value, boolean last, Frame k);
  }

  private final Owner owner;
  private final Atom[] args;
  private final Call call;
  private int index;

  ArgumentsFrame(
      Owner owner, Machine m, Frame parent, int depth, Atom[] args, int index, Call call) {
    super(m, parent, depth);
    this.owner = owner;
    this.args = args;
    this.index = index;
    this.call = call;
  }

  Atom[] args() {
    return args;
  }

  int index() {
    return index;
  }

  Call call() {
    return call;
  }

  /** Waits for the next argument; only where no alternative refers to this frame. */
  void advance(Machine m, int next) {
    index = next;
    restart(m);
  }

  @Override
  protected void accept(Machine m, Atom value, boolean last) {
    owner.argumentValue(m, this, value, last, parent());
  }
}
