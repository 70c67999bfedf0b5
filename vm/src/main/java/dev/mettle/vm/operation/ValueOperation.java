package dev.mettle.vm.operation;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;

/** An operation that computes its results from its arguments, with at most output as effect. */
public final class ValueOperation extends Operation {

  /** The computation behind an operation. */
  @FunctionalInterface
  public interface Body {
    /**
     * Computes the results of a call.
     *
     * @param call the call, with its arguments evaluated as the operation's type demands; the first
     *     child is the operation itself. There are at least as many arguments as the type asks for.
     * @return the result; {@link dev.mettle.ir.atom.Symbols#NOT_REDUCIBLE} if the call must stay as
     *     it is; {@link dev.mettle.ir.atom.Symbols#EMPTY} for no result; an {@link Alternatives}
     *     for several; {@link Errors#of} for a run-time error
     */
    Atom apply(Expression call, OperationContext context);
  }

  private final Body body;
  private final boolean pure;

  /** An operation of this name and type. */
  public ValueOperation(String name, Atom type, Body body) {
    super(name, type);
    this.body = body;
    this.pure = false;
  }

  /** An operation of this name and type, with documentation. */
  public ValueOperation(String name, Atom type, OperationDoc doc, Body body) {
    this(name, type, doc, body, false);
  }

  private ValueOperation(String name, Atom type, OperationDoc doc, Body body, boolean pure) {
    super(name, type, doc);
    this.body = body;
    this.pure = pure;
  }

  /**
   * An operation with one result that follows from its arguments alone, so that calls of it may be
   * made in advance, again, or from another thread.
   */
  public static ValueOperation pure(String name, Atom type, OperationDoc doc, Body body) {
    return new ValueOperation(name, type, doc, body, true);
  }

  /** Whether a call has one result, which follows from its arguments alone. */
  public boolean isPure() {
    return pure;
  }

  /** Computes the results of {@code call}. */
  public Atom apply(Expression call, OperationContext context) {
    return lacksArguments(call) ? MissingArguments.answer(this, call) : body.apply(call, context);
  }
}
