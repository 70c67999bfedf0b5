package dev.mettle.vm.operation;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;

/** Builds the types of operations without reading text, since they are needed at start-up. */
public final class FunctionTypes {

  /** The type of the unit value, {@code (->)}. */
  public static final Expression UNIT = Expression.of(Symbols.ARROW);

  private FunctionTypes() {}

  /** {@code (-> argument... result)}. */
  public static Expression arrow(Atom... argumentsAndResult) {
    Atom[] children = new Atom[argumentsAndResult.length + 1];
    children[0] = Symbols.ARROW;
    System.arraycopy(argumentsAndResult, 0, children, 1, argumentsAndResult.length);
    return Expression.owning(children);
  }
}
