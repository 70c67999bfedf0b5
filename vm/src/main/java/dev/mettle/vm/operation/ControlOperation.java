package dev.mettle.vm.operation;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;

/**
 * An operation that works on the machine: it may evaluate, fork, bind variables or change spaces.
 */
public final class ControlOperation extends Operation {

  /** The work of an operation. */
  @FunctionalInterface
  public interface Body {
    /**
     * Sets up the machine's next step.
     *
     * @param call the call with its arguments evaluated as the type demands and bindings applied
     * @param frame takes the results, {@code Empty} and {@code NotReducible} among them
     */
    void execute(Machine machine, Expression call, Frame frame);
  }

  private final Body body;

  /** An operation of this name and type. */
  public ControlOperation(String name, Atom type, Body body) {
    super(name, type);
    this.body = body;
  }

  /** An operation of this name and type, with documentation. */
  public ControlOperation(String name, Atom type, OperationDoc doc, Body body) {
    super(name, type, doc);
    this.body = body;
  }

  /** Sets up the machine's next step. */
  public void execute(Machine machine, Expression call, Frame frame) {
    if (lacksArguments(call)) {
      machine.returnValue(MissingArguments.answer(this, call), frame);
    } else {
      body.execute(machine, call, frame);
    }
  }
}
