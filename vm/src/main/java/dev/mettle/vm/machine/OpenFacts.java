package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an expression with variables as long as all of them are unbound, first of all
 * that they are. Large expressions carry such facts, so that what was built upon them need not be
 * walked over again down to the leaves: structures with variables are then as cheap to build and to
 * pass on as ground ones.
 *
 * <p>The facts hold until one of the variables that there were when they were found is bound.
 */
public final class OpenFacts {

  private final BindingLog log;
  private final long moment;
  private final long serial;
  private final boolean variableHead;
  private @Nullable Object types;

  private OpenFacts(BindingLog log, boolean variableHead) {
    this.log = log;
    this.serial = Variable.nextSerial();
    this.moment = log.watch(serial);
    this.variableHead = variableHead;
  }

  /** The facts of an expression with variables, if it has any that hold. */
  public static @Nullable OpenFacts of(Expression e) {
    return e.typeCache() instanceof OpenFacts facts && facts.hold() ? facts : null;
  }

  /** Whether an expression has, or had, such facts. */
  static boolean areKept(Expression e) {
    return e.typeCache() instanceof OpenFacts;
  }

  /** Begins to keep facts of an expression with variables, all of which are unbound. */
  static void begin(Expression e, BindingLog log) {
    Atom head = e.get(0);
    boolean variableHead =
        head instanceof Expression inner ? Terms.hasVariableHead(inner) : head instanceof Variable;
    e.setTypeCache(new OpenFacts(log, variableHead));
  }

  private boolean hold() {
    return log.noneBoundSince(moment, serial);
  }

  /** Whether {@code variable} is so young that it cannot occur in the expression. */
  boolean areOlderThan(Variable variable) {
    return variable.serial() >= serial;
  }

  /**
   * Whether no variable that is equal to {@code variable} can occur in the expression. A numbered
   * one and its copies are younger than the number.
   */
  boolean areOlderThanCopiesOf(Variable variable) {
    return variable.number() >= serial;
  }

  /** Whether it is a variable that the expression calls. */
  boolean hasVariableHead() {
    return variableHead;
  }

  /** What is remembered about the types of the expression; opaque here. */
  public @Nullable Object types() {
    return types;
  }

  /** Remembers something about the types of the expression. */
  public void setTypes(@Nullable Object found) {
    types = found;
  }
}
