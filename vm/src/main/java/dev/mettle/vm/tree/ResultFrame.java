package dev.mettle.vm.tree;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/** Takes the result of one step of a call and evaluates it further. */
final class ResultFrame extends Frame {

  private final TreeWalker walker;
  private final Expression expression;
  private final Call call;

  ResultFrame(TreeWalker walker, Frame parent, int depth, Expression expression, Call call) {
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
