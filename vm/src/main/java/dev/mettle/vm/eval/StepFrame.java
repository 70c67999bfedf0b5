package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/** Takes the results of an operation, which are run where they are {@code (function ..)}. */
final class StepFrame extends Frame {

  private final Steps walker;
  private final Expression expression;
  private final Call call;

  StepFrame(Steps walker, Frame parent, int depth, Expression expression, Call call) {
    super(parent, depth);
    this.walker = walker;
    this.expression = expression;
    this.call = call;
  }

  @Override
  public void resume(Machine m, Atom value) {
    walker.stepped(m, value, expression, call, parent());
  }
}
