package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/** Takes what an instruction or a {@code (function ..)} gave and evaluates it further. */
public final class ResultFrame extends Frame {

  private final Steps walker;
  private final Expression expression;
  private final Call call;

  /** A frame for results of a step of {@code expression}. */
  public ResultFrame(Steps walker, Frame parent, int depth, Expression expression, Call call) {
    super(parent, depth);
    this.walker = walker;
    this.expression = expression;
    this.call = call;
  }

  @Override
  public void resume(Machine m, Atom value) {
    walker.reduced(m, value, expression, call, parent());
  }
}
