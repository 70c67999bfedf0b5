package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/** Takes the results of an operation that {@code eval} calls: data, unless it is a function. */
final class OperationFrame extends Frame {

  private final FunctionRuns runs;
  private final Expression call;

  OperationFrame(FunctionRuns runs, Expression call, int depth, Frame parent) {
    super(parent, depth);
    this.runs = runs;
    this.call = call;
  }

  @Override
  public void resume(Machine m, Atom value) {
    if (StepResult.isFunction(value)) {
      runs.function(m, (Expression) value, call, parent());
    } else {
      m.returnValue(value, parent());
    }
  }
}
