package dev.mettle.ir.atom;

import java.util.AbstractList;
import java.util.RandomAccess;

/** The children of an expression as a list. */
final class ChildList extends AbstractList<Atom> implements RandomAccess {

  private final Expression expression;
  private final int size;

  ChildList(Expression expression) {
    this.expression = expression;
    this.size = expression.size();
  }

  @Override
  public Atom get(int index) {
    return expression.get(index);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Object[] toArray() {
    // An array of objects, since the caller may store anything in it.
    Object[] copy = new Object[size];
    System.arraycopy(expression.toArray(), 0, copy, 0, size);
    return copy;
  }
}
